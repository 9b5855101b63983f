package io.postly.analytics.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Lets tests rebuild when they want it. */
@ApplicationScoped
public class RebuildDrill {

  @Inject Rebuild rebuild;
  @Inject TopicHistory topics;
  @Inject DataSource dataSource;

  /** Empties everything, as at the first start with that name. */
  public void emptyOnce(String name) {
    rebuild.emptyOnce(name);
  }

  /**
   * Other tests write calls of which no topic tells, and a rebuild would be refused for them.
   *
   * @param workspace whose calls have all come from the topics
   */
  public void forgetCallsOfOthers(String workspace) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM activity WHERE workspace <> ?")) {
      delete.setString(1, workspace);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that the topics have all of their events. */
  public void requireWhole(List<String> names) {
    topics.requireWhole(names);
  }

  /** Checks that a topic has as many events as the database is made of. */
  public void requireAtLeast(String name, long held) {
    topics.requireAtLeast(name, held);
  }
}
