package io.postly.scheduling;

import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/**
 * What the tests of actions have in common: a workspace of their own, and calls as the gateway
 * makes them.
 */
public abstract class SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  protected final String workspace = "w-" + UUID.randomUUID();
  protected final Tokens admin = Tokens.of(workspace, "admin");
  protected final Tokens editor = Tokens.of(workspace, "editor");
  protected final Tokens viewer = Tokens.of(workspace, "viewer");

  @Inject protected MovableClock clock;
  @Inject protected ContentFixture content;

  @Inject DataSource database;
  @Inject PublicationLedger dispatching;

  /** And forgets what happened to the servers that tests share, at times that are yet to come. */
  @AfterEach
  void tellTheRealTime() {
    clock.reset();
    execute(
        "UPDATE network_server SET free_at = NULL, failing = '{}', failed_at = NULL, next_try_at = NULL, tries = 0");
  }

  /** Forgets what other tests have planned, where a dispatcher or a count would meet it. */
  protected void forgetPublications() {
    execute("DELETE FROM publication");
  }

  /** Changes the database past the actions, to what no call of a test brings about. */
  protected void execute(String statement) {
    try (Connection connection = database.getConnection();
        Statement statements = connection.createStatement()) {
      statements.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  protected String path(String rest) {
    return "/api/v1/workspaces/" + workspace + rest;
  }

  protected UUID sandbox(String name) {
    return UUID.fromString(
        Requests.as(admin)
            .body(Map.of("network", "sandbox", "name", name))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id"));
  }

  protected UUID webhook(String url) {
    return webhook(Map.of("url", url));
  }

  protected UUID webhook(Map<String, Object> target) {
    return UUID.fromString(
        Requests.as(admin)
            .body(
                Map.of(
                    "network", "webhook", "name", "hook " + UUID.randomUUID(), "webhook", target))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id"));
  }

  protected Map<String, Object> wanted(ContentFixture.Draft draft, int revision, Instant at) {
    return new HashMap<>(
        Map.of("draft_id", draft.id(), "expected_revision", revision, "publish_at", at.toString()));
  }

  protected ValidatableResponse schedule(Map<String, Object> body) {
    return Requests.as(editor).body(body).post(path("/publications")).then();
  }

  /** Schedules the draft's first revision and gives the one publication's id. */
  protected UUID scheduled(ContentFixture.Draft draft, Duration ahead) {
    JsonNode made = Requests.json(201, schedule(wanted(draft, 1, clock.instant().plus(ahead))));
    return UUID.fromString(made.at("/publications/0/id").asText());
  }

  /** Has the drafts' posts begun to be sent at their time, so that their outcomes are awaited. */
  protected List<Sending> begun(ContentFixture.Draft... drafts) {
    Set<UUID> ids =
        Stream.of(drafts).map(draft -> scheduled(draft, SOON)).collect(Collectors.toSet());
    clock.advance(SOON);
    return dispatching.claim(100).stream()
        .filter(claimed -> ids.contains(claimed.publicationId()))
        .map(claim -> dispatching.begin(claim).orElseThrow())
        .toList();
  }

  protected Map<String, Object> shown(UUID publication) {
    List<Map<String, Object>> all =
        Requests.as(viewer)
            .queryParam("from", clock.instant().minus(Duration.ofDays(180)).toString())
            .queryParam("to", clock.instant().plus(Duration.ofDays(180)).toString())
            .get(path("/calendar"))
            .then()
            .statusCode(200)
            .body("truncated", equalTo(false))
            .extract()
            .path("publications");
    return all.stream()
        .filter(one -> one.get("id").equals(publication.toString()))
        .findFirst()
        .orElseThrow();
  }

  protected String stateOf(UUID publication) {
    return (String) shown(publication).get("state");
  }
}
