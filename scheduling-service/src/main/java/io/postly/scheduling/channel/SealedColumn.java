package io.postly.scheduling.channel;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link CredentialVault} has encrypted in the database, each value for its row's id. */
enum SealedColumn {
  /**
   * Credentials that somebody may be renewing are left alone: what comes of that takes the place of
   * exactly those. An hour after a renewer's time nobody waits for an answer any more.
   */
  CHANNEL_CREDENTIALS(
      "channel",
      "credentials",
      "(renewal_lease_until IS NULL OR renewal_lease_until < now() - interval '1 hour')",
      // The end of a grant is believed of exactly these credentials.
      """
      , grant_of = CASE grant_of WHEN encode(sha256(convert_to(credentials, 'UTF8')), 'hex')
          THEN encode(sha256(convert_to(:value, 'UTF8')), 'hex') ELSE grant_of END
      """),
  REGISTRATION_SECRET("network_registration", "encrypted_secret"),
  /** Ends in some minutes; whoever comes back finds it free, and never locked. */
  SIGN_IN_VERIFIER("channel_sign_in", "encrypted_verifier", "FALSE", ""),
  /** Like the verifier. */
  SIGN_IN_MEMORY("channel_sign_in", "encrypted_memory", "FALSE", ""),
  ENDPOINT_URL("notification_endpoint", "encrypted_url"),
  ENDPOINT_SECRET("notification_endpoint", "encrypted_secret"),
  ENDPOINT_PREVIOUS_SECRET("notification_endpoint", "previous_secret");

  /** SQL: how many values there are of each key. */
  static final String KEYS =
      "SELECT key, count(*) FROM (%s) AS value WHERE key <> '' GROUP BY key"
          .formatted(
              Stream.of(values())
                  .map(
                      one ->
                          "SELECT split_part(%s, ':', 2) AS key FROM %s"
                              .formatted(one.column, one.table))
                  .collect(Collectors.joining(" UNION ALL ")));

  private final String table;
  private final String column;
  private final String condition;
  private final String consequence;

  SealedColumn(String table, String column) {
    this(table, column, "TRUE", "");
  }

  SealedColumn(String table, String column, String condition, String consequence) {
    this.table = table;
    this.column = column;
    this.condition = condition;
    this.consequence = consequence;
  }

  /**
   * SQL: rows after one, whose values are of certain keys, locked, without those that others have.
   */
  String ofKeys() {
    return """
    SELECT id, %1$s AS value FROM %2$s
    WHERE split_part(%1$s, ':', 2) IN (:keys) AND id > :after AND %3$s
    ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
    """
        .formatted(column, table, condition);
  }

  /** SQL: gives a row another value. */
  String change() {
    return "UPDATE %s SET %s = :value %s WHERE id = :id".formatted(table, column, consequence);
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
