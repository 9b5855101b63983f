package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that goes, with what waits on it and what stands there. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DisconnectChannelTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String EVENT = "io.postly.channel.disconnected.v1";

  @Inject PublicationLedger ledger;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldForgetItsCredentialsAndTellOthers() {
    UUID channel = webhook("https://example.com/hooks");

    disconnect(admin, channel, false)
        .statusCode(200)
        .body("channel.id", equalTo(channel.toString()))
        .body("cancelled_posts", equalTo(0))
        .body("action.undo.possible", equalTo(false));

    Requests.as(viewer).get(path("/channels")).then().body("channels", empty());
    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE id = '%s' AND credentials IS NOT NULL"
                .formatted(channel)));
    TestEvents.Published told =
        TestEvents.await(
            "postly.publications",
            event -> event.type().equals(EVENT) && event.key().equals(channel.toString()));
    EventSchemas.assertValid(EVENT, told.data());
    disconnect(admin, channel, false).statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void shouldKeepThePastAndFreeTheName() {
    UUID channel = sandbox("The wall");
    Sending sending = begun(content.approvedDraft(workspace, "Hello", channel)).getFirst();
    UUID post = sending.publicationId();
    ledger.record(post, sending.token(), Delivery.NotDelivered.ofPost("text_too_long"));

    disconnect(admin, channel, false).statusCode(200);

    assertEquals("failed", stateOf(post));
    assertEquals("The wall", shown(post).get("channel_name"));
    assertTrue(!sandbox("the wall").equals(channel));
  }

  @Test
  void shouldRefuseWhilePostsWaitUnlessTheyAreToBeCancelled() {
    UUID channel = sandbox("One");
    UUID planned = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    Draft unapproved = Draft.in(workspace, channel);
    content.revised(unapproved, 1, "Hello there");
    UUID awaiting = scheduled(unapproved, SOON);

    disconnect(admin, channel, false)
        .statusCode(409)
        .body("code", equalTo("channel_in_use"))
        .body("detail", equalTo("2 posts wait to go out on it."));
    assertEquals("planned", stateOf(planned));

    disconnect(admin, channel, true).statusCode(200).body("cancelled_posts", equalTo(2));
    assertEquals(List.of("cancelled", "cancelled"), List.of(stateOf(planned), stateOf(awaiting)));
    assertEquals("channel_disconnected", shown(planned).get("reason"));
    clock.advance(SOON);
    assertEquals(List.of(), ledger.claim(10));
  }

  @Test
  void shouldRefuseWhileAnOutcomeIsNotKnown() {
    UUID channel = sandbox("One");
    Sending sending = begun(content.approvedDraft(workspace, "Hello", channel)).getFirst();
    UUID post = sending.publicationId();
    disconnect(admin, channel, true)
        .statusCode(409)
        .body("code", equalTo("channel_in_use"))
        .body("retryable", equalTo(true))
        .body("next_step", equalTo("Repeat the call in a minute."));

    ledger.record(post, sending.token(), new Delivery.Unknown("no_answer"));
    disconnect(admin, channel, true)
        .statusCode(409)
        .body("code", equalTo("channel_in_use"))
        .body("retryable", equalTo(false))
        .body(
            "detail",
            equalTo("1 of its posts, or their new texts, may or may not stand on the network."))
        .body("next_step", containsString("settle_post"));

    clock.advance(Duration.ofMinutes(2));
    Requests.as(admin)
        .body(Map.of("outcome", "not_published"))
        .post(path("/publications/" + post + "/settlement"))
        .then()
        .statusCode(200);
    disconnect(admin, channel, true).statusCode(200);
  }

  @Test
  void shouldNotGoWithAPartThatIsUnderWayOrInDoubt() {
    UUID channel = sandbox("One");
    threadOn(channel);
    execute(
        "UPDATE publication_part SET lease_token = id, lease_until = now() + interval '1 hour'");
    disconnect(admin, channel, true)
        .statusCode(409)
        .body("detail", equalTo("1 of its posts are being sent at this moment."));

    execute("UPDATE publication_part SET state = 'sending'");
    disconnect(admin, channel, true)
        .statusCode(409)
        .body("detail", equalTo("1 of its posts are being sent at this moment."));

    execute("UPDATE publication_part SET state = 'unconfirmed', reason = 'x', lease_until = NULL");
    disconnect(admin, channel, true)
        .statusCode(409)
        .body(
            "detail",
            equalTo("1 of its posts, or their new texts, may or may not stand on the network."));
  }

  @Test
  void shouldNotWaitForTheChannelWhileThereIsAPartThatIsUnderWay() {
    UUID channel = sandbox("One");
    threadOn(channel);
    execute(
        "UPDATE publication_part SET state = 'sending', lease_token = id,"
            + " lease_until = now() + interval '1 hour'");

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              // As whoever records the part's outcome, and lets the part after it go, has it.
              execute("SELECT FROM channel WHERE id = '%s' FOR NO KEY UPDATE".formatted(channel));
              disconnect(admin, channel, true)
                  .statusCode(409)
                  .body("detail", equalTo("1 of its posts are being sent at this moment."));
            });
  }

  @Test
  void shouldEndThreadsThatAreUnderWayWhereThatIsWanted() {
    UUID channel = sandbox("One");
    UUID post = threadOn(channel);
    disconnect(admin, channel, false)
        .statusCode(409)
        .body("detail", equalTo("1 posts wait to go out on it."));

    disconnect(admin, channel, true).statusCode(200).body("cancelled_posts", equalTo(1));

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication_part WHERE publication_id = '%s' AND state = 'failed'"
                    .formatted(post)
                + " AND reason = 'channel_disconnected'"));
  }

  @Test
  void shouldEndWhatWaitsBehindAPartThatHasStopped() {
    UUID channel = sandbox("One");
    threadOn(channel);
    execute("UPDATE publication_part SET turn_at = NULL");

    disconnect(admin, channel, false).statusCode(200).body("cancelled_posts", equalTo(0));

    assertEquals(
        0, PostlyBackends.count("SELECT count(*) FROM publication_part WHERE state = 'planned'"));
  }

  /** A post that stands, and a part whose turn it is. */
  private UUID threadOn(UUID channel) {
    Sending sending = begun(content.approvedDraft(workspace, "Hello", channel)).getFirst();
    UUID post = sending.publicationId();
    ledger.record(post, sending.token(), new Delivery.Delivered(clock.instant(), Optional.empty()));
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, attempt, turn_at, changed_at)
        SELECT gen_random_uuid(), id, 2, draft_id, workspace, channel_id, network, 'planned', 0, now(), now()
        FROM publication WHERE id = '%s'
        """
            .formatted(post));
    return post;
  }

  @Test
  void shouldPlanNothingMoreOnIt() {
    UUID channel = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", channel);
    disconnect(admin, channel, false).statusCode(200);

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("channel_disconnected"));
    Requests.as(viewer)
        .get(path("/drafts/" + draft.id() + "/validation"))
        .then()
        .statusCode(200)
        .body("channels[0].violations", hasItem("The channel has been disconnected"));
    Requests.as(admin)
        .body(Map.of())
        .put(path("/channels/" + channel + "/account"))
        .then()
        .statusCode(404);
  }

  private enum PlanOrDisconnection {
    PLANNED_FIRST,
    DISCONNECTED_FIRST
  }

  /** Else a post would be promised that can never go out. */
  @Test
  void shouldNeverGoWithAPostThatIsBeingPlanned() {
    Race.run(
        12,
        PlanOrDisconnection.class,
        race -> {
          UUID channel = sandbox("Planned " + UUID.randomUUID());
          Draft draft = content.approvedDraft(workspace, "Hello", channel);

          Race.Finish<Integer, Integer> finish =
              race.between(
                  () ->
                      schedule(wanted(draft, 1, clock.instant().plus(SOON))).extract().statusCode(),
                  () -> disconnect(admin, channel, false).extract().statusCode());

          if (finish.first() == 201) {
            assertEquals(409, finish.second());
            return PlanOrDisconnection.PLANNED_FIRST;
          }
          assertEquals(List.of(409, 200), List.of(finish.first(), finish.second()));
          return PlanOrDisconnection.DISCONNECTED_FIRST;
        });
  }

  private enum ClaimOrDisconnection {
    CLAIMED_FIRST,
    DISCONNECTED_FIRST
  }

  @Test
  void shouldNeverGoWithAPostThatIsBeingClaimed() {
    Race.run(
        12,
        ClaimOrDisconnection.class,
        race -> {
          forgetPublications();
          UUID channel = sandbox("Claimed " + UUID.randomUUID());
          UUID post = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
          clock.advance(SOON);

          Race.Finish<Integer, Integer> finish =
              race.between(
                  () -> ledger.claim(10).size(),
                  () -> disconnect(admin, channel, true).extract().statusCode());

          if (finish.first() == 1) {
            assertEquals(409, finish.second());
            return ClaimOrDisconnection.CLAIMED_FIRST;
          }
          assertEquals(200, finish.second());
          assertEquals("cancelled", stateOf(post));
          return ClaimOrDisconnection.DISCONNECTED_FIRST;
        });
  }

  @Test
  void shouldBeForAdminsOfTheWorkspaceAlone() {
    UUID channel = sandbox("One");

    disconnect(editor, channel, false).statusCode(403).body("code", equalTo("permission_denied"));
    String other = "w-" + UUID.randomUUID();
    Requests.as(Tokens.of(other, "admin"))
        .body(Map.of())
        .post("/api/v1/workspaces/" + other + "/channels/" + channel + "/disconnection")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldHaveAnExampleThatIsValid() {
    EventSchemas.assertValid(EVENT, EventSchemas.example(EVENT));
  }

  private ValidatableResponse disconnect(Tokens person, UUID channel, boolean cancelPosts) {
    return Requests.as(person)
        .body(Map.of("cancel_posts", cancelPosts))
        .post(path("/channels/" + channel + "/disconnection"))
        .then();
  }
}
