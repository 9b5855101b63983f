package io.postly.action.transaction;

import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Tells failures that pass by themselves (no connection, a lock not had in time) from those that
 * stay.
 */
public final class TransientFailures {

  private TransientFailures() {}

  /** Whether the same work may succeed later without any change. */
  public static boolean isTransient(Throwable thrown) {
    return passes(thrown) && !stays(thrown);
  }

  /** Whether the database itself has said that the transaction was rolled back. */
  public static boolean isRolledBack(Throwable thrown) {
    return anyOf(thrown, cause -> hasState(cause, state -> state.startsWith("40")));
  }

  private static boolean passes(Throwable thrown) {
    return anyOf(thrown, TransientFailures::isTransientItself);
  }

  /** Whether the database has refused the work for what it is: 22 data, 23 integrity, 42 syntax. */
  private static boolean stays(Throwable thrown) {
    return anyOf(
        thrown,
        cause ->
            hasState(
                cause,
                state ->
                    state.startsWith("22") || state.startsWith("23") || state.startsWith("42")));
  }

  // The transaction manager hides among the suppressed ones why a commit failed.
  private static boolean anyOf(Throwable thrown, Predicate<Throwable> wanted) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)
          || Arrays.stream(cause.getSuppressed()).anyMatch(other -> anyOf(other, wanted))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasState(Throwable thrown, Predicate<String> wanted) {
    return thrown instanceof SQLException sql
        && sql.getSQLState() != null
        && wanted.test(sql.getSQLState());
  }

  private static boolean isTransientItself(Throwable thrown) {
    return thrown instanceof ConnectException
        || thrown instanceof RollbackException
        || thrown instanceof SQLTransientException
        || thrown instanceof SQLRecoverableException
        || (thrown instanceof SQLException sql && isTransientState(sql.getSQLState()));
  }

  // Classes of SQLSTATE (PostgreSQL, appendix A): 08 connection, 25006 a replica that is about to
  // lead, 40 rollback, 53 resources, 55P03 lock, 57P shutdown. Not 57014, a statement that took too
  // long: it may do so each time.
  private static boolean isTransientState(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals("25006")
        || state.equals("55P03");
  }
}
