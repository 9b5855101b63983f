package io.postly.approvals.policy;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A policy that somebody has set, as it was then. */
@Entity
@Immutable
class PolicyVersion {

  @EmbeddedId private PolicyVersionId id;
  private int approvalsNeeded;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> approverRoles;

  private boolean selfApproval;
  private boolean assistantDraftsNeedPerson;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> requiredReviewers;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> trustedClients;

  private ExternalApprovals externalApprovals;
  private Integer reminderAfterHours;
  private Integer expiresAfterHours;
  private String setBy;
  private String setByName;
  private String setThrough;
  private Instant setAt;

  /** For Hibernate. */
  protected PolicyVersion() {}

  PolicyVersion(String workspace, Policy policy, Caller setter, Instant now) {
    this.id = new PolicyVersionId(workspace, policy.version());
    this.approvalsNeeded = policy.approvalsNeeded();
    this.approverRoles = policy.approverRoles();
    this.selfApproval = policy.selfApproval();
    this.assistantDraftsNeedPerson = policy.assistantDraftsNeedPerson();
    this.requiredReviewers = policy.requiredReviewers();
    this.trustedClients = policy.trustedClients();
    this.externalApprovals = policy.externalApprovals();
    this.reminderAfterHours = policy.reminderAfterHours();
    this.expiresAfterHours = policy.expiresAfterHours();
    this.setBy = setter.id();
    this.setByName = setter.name();
    this.setThrough = setter.channel().label();
    this.setAt = now;
  }

  Policy policy() {
    return new Policy(
        id.version(),
        approvalsNeeded,
        approverRoles,
        selfApproval,
        assistantDraftsNeedPerson,
        requiredReviewers,
        trustedClients,
        externalApprovals,
        reminderAfterHours,
        expiresAfterHours);
  }

  String workspace() {
    return id.workspace();
  }

  int version() {
    return id.version();
  }

  Person setter() {
    return new Person(setBy, setByName);
  }

  String setThrough() {
    return setThrough;
  }

  Instant setAt() {
    return setAt;
  }
}
