package io.postly.scheduling.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The newest version of a workspace's policy that an event has told of. */
@Entity
class PolicyCopy {

  @Id String workspace;
  int version;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> trustedClients;

  protected PolicyCopy() {}

  /** The newest version stands, in whatever order the news comes. */
  void take(PolicyChanged event) {
    if (event.version() > version) {
      version = event.version();
      trustedClients = event.trustedClients();
    }
  }
}
