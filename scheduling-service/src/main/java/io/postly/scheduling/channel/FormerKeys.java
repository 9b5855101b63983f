package io.postly.scheduling.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Encrypts anew what is encrypted with a former key, so that it can be taken out of the settings:
 * some values a round, on every replica, and tells how many are left. Asks no network. Whoever has
 * read a value before it was encrypted anew can still decrypt it.
 */
@ApplicationScoped
class FormerKeys {

  private static final Logger LOG = Logger.getLogger(FormerKeys.class);

  /** Every identifier comes after this one. */
  private static final UUID FIRST = new UUID(0, 0);

  private static final int MOST = 20;

  private final EntityManager entities;
  private final CredentialVault vault;
  private final Measurement measured;
  private final AtomicLong left = new AtomicLong();
  private final Map<SealedColumn, UUID> seen = new EnumMap<>(SealedColumn.class);
  private final Set<UUID> unreadable = new HashSet<>();

  FormerKeys(
      EntityManager entities,
      CredentialVault vault,
      Measurements measurements,
      MeterRegistry meters) {
    this.entities = entities;
    this.vault = vault;
    this.measured = measurements.begin();
    Metric.SEALED_WITH_FORMER_KEYS.gauge(meters, left, AtomicLong::doubleValue);
  }

  /** Tells how many values are not encrypted with the key that this replica encrypts with. */
  @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void measure() {
    Map<String, Long> others = QuarkusTransaction.requiringNew().call(this::counts);
    others.remove(vault.currentKey());
    long count = others.values().stream().mapToLong(Long::longValue).sum();
    if (left.getAndSet(count) > 0 && count == 0) {
      LOG.infof("Everything is encrypted with the credentials key %s", vault.currentKey());
    }
    others.keySet().removeAll(vault.formerKeys());
    if (!others.isEmpty()) {
      LOG.errorf("Nothing can be read here of these credentials keys (key=values): %s", others);
    }
    measured.succeeded();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Object[] row : rows(entities.createNativeQuery(SealedColumn.KEYS, Object[].class))) {
      counts.put((String) row[0], ((Number) row[1]).longValue());
    }
    return counts;
  }

  /**
   * Not before a rollout is over: a replica that still encrypts with the former key would take the
   * new one for former.
   */
  @Scheduled(every = "30s", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  void encryptAnew() {
    if (vault.formerKeys().isEmpty()) {
      return;
    }
    for (SealedColumn column : SealedColumn.values()) {
      try {
        UUID last = QuarkusTransaction.requiringNew().call(() -> encryptAnew(column));
        seen.put(column, last);
      } catch (RuntimeException e) {
        LOG.warnf(e, "%s is encrypted anew later", column);
      }
    }
  }

  /** The last row that was looked at, after which the next round goes on. */
  private UUID encryptAnew(SealedColumn column) {
    List<Object[]> rows =
        rows(
            entities
                .createNativeQuery(column.ofKeys(), Object[].class)
                .setParameter("keys", vault.formerKeys())
                .setParameter("after", seen.getOrDefault(column, FIRST))
                .setParameter("limit", MOST));
    rows.forEach(row -> encryptAnew(column, (UUID) row[0], (String) row[1]));
    return rows.size() < MOST ? FIRST : (UUID) rows.getLast()[0];
  }

  private void encryptAnew(SealedColumn column, UUID id, String value) {
    String secret;
    try {
      secret = vault.decrypt(id, value);
    } catch (IllegalStateException e) {
      if (unreadable.add(id)) {
        LOG.warnf("%s of %s cannot be read: %s", column, id, e.getMessage());
      }
      return;
    }
    entities
        .createNativeQuery(column.change())
        .setParameter("value", vault.encrypt(id, secret))
        .setParameter("id", id)
        .executeUpdate();
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }
}
