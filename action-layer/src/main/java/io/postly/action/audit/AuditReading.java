package io.postly.action.audit;

import io.postly.action.audit.chain.AuditChain;
import io.postly.action.audit.chain.AuditLink;
import io.postly.action.audit.chain.AuditVerdict;
import io.postly.action.audit.chain.AuditVerification;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads this service's audit trail on a person's behalf. */
@ApplicationScoped
class AuditReading {

  /** How many entries one call verifies: a few seconds of work. */
  private static final long MOST_VERIFIED = 100_000;

  private static final int AT_A_TIME = 200;

  /** Characters of state; an answer beyond some megabytes would not be passed on. */
  private static final long MOST_STATE = 1_000_000;

  private final DataSource dataSource;
  private final AuditVerification verification;
  private final ActionContext context;
  private final String thisService;

  AuditReading(
      DataSource dataSource,
      ActionContext context,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.dataSource = dataSource;
    this.verification = new AuditVerification(dataSource);
    this.context = context;
    this.thisService = RoutedIdentifier.shortName(application);
  }

  VerifiedTrail verify(String workspace, String service, long after) {
    requireThis(service);
    AuditVerdict verdict = verification.verify(workspace, after, MOST_VERIFIED);
    context.nextStep(nextStep(verdict));
    return VerifiedTrail.of(service, verdict);
  }

  private static String nextStep(AuditVerdict verdict) {
    if (!verdict.isIntact()) {
      return "Leave the database as it is, and tell whoever runs Postly here: the entry named in broken does not hold.";
    }
    return verdict.complete()
        ? "Keep last_sequence and last_hash elsewhere: with them it can be told later whether this part is still the same."
        : "Call again with after=" + verdict.lastSequence() + " to verify the rest.";
  }

  AuditPage list(String workspace, String service, long after, AuditPeriod period, int limit) {
    requireThis(service);
    try (Connection connection = dataSource.getConnection()) {
      AuditChain chain = new AuditChain(connection, workspace);
      List<AuditLink> links = links(chain, after, period, limit);
      boolean more =
          !links.isEmpty()
              && !chain.links(links.getLast().sequence(), period.from(), period.to(), 1).isEmpty();
      return AuditPage.of(service, links, more);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  private static List<AuditLink> links(AuditChain chain, long after, AuditPeriod period, int limit)
      throws SQLException {
    List<AuditLink> links = new ArrayList<>();
    long reached = after;
    long state = 0;
    List<AuditLink> read;
    do {
      int wanted = Math.min(AT_A_TIME, limit - links.size());
      read = chain.links(reached, period.from(), period.to(), wanted);
      for (AuditLink link : read) {
        state += length(link.entry().before()) + length(link.entry().after());
        if (state > MOST_STATE && !links.isEmpty()) {
          return links;
        }
        links.add(link);
        reached = link.sequence();
      }
    } while (read.size() == AT_A_TIME && links.size() < limit);
    return links;
  }

  private static long length(String state) {
    return state == null ? 0 : state.length();
  }

  private void requireThis(String service) {
    if (!service.equals(thisService)) {
      throw ProblemException.notFound("service")
          .nextStep("Name the service by the part of its name before -service.");
    }
  }
}
