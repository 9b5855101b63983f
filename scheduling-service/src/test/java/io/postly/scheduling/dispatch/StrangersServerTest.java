package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.FakeReceiver.Behaviour;
import io.postly.action.fixture.FakeReceiver.Received;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts of an account whose server is a stranger's, and says what it likes. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
@Timeout(60)
class StrangersServerTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

  @Inject Dispatchers dispatchers;

  private String createdAt;
  private String accessToken = "a";

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+300000-01-01T00:00:00Z",
        "-300000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2001-01-01T00:00:00Z"
      })
  void shouldNotBelieveATimeAtWhichThePostCannotHaveBeenPublished(String impossible) {
    createdAt = impossible;

    Instant before = clock.instant().plus(SOON);
    Instant publishedAt = publishedAt();

    assertFalse(publishedAt.isBefore(before.minusSeconds(1)), publishedAt + " before " + before);
    assertFalse(publishedAt.isAfter(clock.instant()), publishedAt.toString());
  }

  @Test
  void shouldBelieveATimeAtWhichItMayHaveBeen() {
    createdAt =
        clock.instant().plus(SOON).minusSeconds(20).truncatedTo(ChronoUnit.MILLIS).toString();

    assertEquals(Instant.parse(createdAt), publishedAt());
  }

  /** Of a post that the server says it had already. */
  private Instant publishedAt() {
    try (FakeReceiver server = FakeReceiver.answering(this::answer)) {
      UUID id = scheduled(content.approvedDraft(workspace, "Hello", connected(server)), SOON);
      clock.advance(SOON);
      Dispatcher dispatcher = dispatchers.usual();
      dispatcher.run();
      dispatcher.awaitIdle();

      assertEquals("published", stateOf(id), () -> String.valueOf(shown(id).get("reason")));
      return Instant.parse((String) shown(id).get("published_at"));
    }
  }

  @Test
  void shouldNotSignInWithATokenThatCannotBeSent() {
    accessToken = "a\\nb";
    try (FakeReceiver server = FakeReceiver.answering(this::answer)) {
      connect(server)
          .statusCode(502)
          .body("code", equalTo("network_unavailable"))
          .body("detail", containsString("unexpected_answer"));
      assertEquals(1, server.received().size());
    }
  }

  private Behaviour answer(Received request) {
    String line = request.requestLine();
    if (line.contains("createSession")) {
      return FakeReceiver.body(
          200,
          "{\"did\":\"%s\",\"handle\":\"alice.example.com\",\"accessJwt\":\"%s\",\"refreshJwt\":\"r\"}"
              .formatted(DID, accessToken));
    }
    return line.contains("getRecord")
        ? FakeReceiver.body(200, "{\"value\":{\"createdAt\":\"%s\"}}".formatted(createdAt))
        : FakeReceiver.body(500, "{\"error\":\"InternalServerError\",\"message\":\"Taken\"}");
  }

  private UUID connected(FakeReceiver server) {
    return UUID.fromString(connect(server).statusCode(201).extract().path("channel.id"));
  }

  private ValidatableResponse connect(FakeReceiver server) {
    return Requests.as(admin)
        .body(
            Map.of(
                "network",
                "bluesky",
                "name",
                "Sky",
                "bluesky",
                Map.of("handle", DID, "app_password", "secret", "service", server.url(""))))
        .post(path("/channels"))
        .then();
  }
}
