package io.postly.action.restoration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What tells a PostgreSQL database from a copy of it.
 *
 * @param place the cluster's identifier and the database's number in it: a dump that is loaded
 *     again is in another place
 * @param timeline goes up when a backup is brought to a moment, and when a standby takes over
 */
record DatabaseIdentity(String place, String timeline) {

  private static final String READ =
      """
      SELECT (SELECT system_identifier FROM pg_control_system()) || '/'
          || (SELECT oid FROM pg_database WHERE datname = current_database()),
        left(pg_walfile_name(pg_current_wal_lsn()), 8)
      """;

  static DatabaseIdentity read(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(READ)) {
      row.next();
      return new DatabaseIdentity(row.getString(1), row.getString(2));
    }
  }

  boolean isInThePlaceOf(DatabaseIdentity other) {
    return place.equals(other.place);
  }
}
