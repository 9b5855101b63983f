package io.postly.local.workflow;

import io.postly.local.PostlySet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the sandbox network shows, read where it keeps it. */
final class SandboxPosts {

  private SandboxPosts() {}

  /** What the posts of a publication say there. */
  static List<String> texts(String publication) {
    PostlySet set = WholeSet.running();
    try (Connection connection =
            DriverManager.getConnection(
                set.jdbcUrl("scheduling"), "scheduling", set.databasePassword("scheduling"));
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT text FROM sandbox_post WHERE publication_id = '" + publication + "'")) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
