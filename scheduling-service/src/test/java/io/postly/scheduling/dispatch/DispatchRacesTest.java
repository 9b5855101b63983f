package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationState;
import io.postly.scheduling.publication.UpdateLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People take a post back, or bring one back, at the moment at which it is to go out. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DispatchRacesTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofDays(1);
  private static final List<String> CANCELLED = List.of("planned", "cancelled");
  private static final List<String> SENT = List.of("planned", "publishing", "published");

  private enum CancellationOrDispatch {
    CANCELLED_FIRST,
    SENT_FIRST
  }

  private enum UndoOfScheduleOrDispatch {
    UNDONE_FIRST,
    SENT_FIRST
  }

  private enum UndoOfCancellationOrDueTime {
    PLANNED_AGAIN_AND_SENT,
    DUE_TIME_FIRST
  }

  private enum ConfirmationOrEdit {
    SENT_FIRST,
    EDITED_WHEN_PLANNED,
    EDITED_FIRST
  }

  private enum UndoOfCancellationOrDispatch {
    UNDO_FIRST,
    SENT_FIRST
  }

  private final Tokens person = Tokens.of(workspace, "editor").channel("console");
  private final Tokens assistant = Tokens.of(workspace, "editor").client("chat");

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject DispatchTraces traces;

  private UUID channel;
  private Dispatcher dispatcher;

  @BeforeEach
  void startAlone() {
    forgetPublications();
    channel = sandbox("One");
    dispatcher =
        new Dispatcher(
            ledger, batches, parts, updates, networks, vault, traces, DispatchSettings.USUAL);
  }

  @Test
  void shouldNeverSendWhatWasCancelledNorCancelWhatIsSent() {
    Map<UUID, List<String>> expected = new HashMap<>();
    Race.run(
        12,
        CancellationOrDispatch.class,
        race -> {
          UUID id = scheduled(draft(), SOON);
          clock.advance(SOON);

          ValidatableResponse cancellation = race.between(() -> cancel(id), this::dispatch).first();
          dispatch();

          if (cancellation.extract().statusCode() == 200) {
            assertNeverSent(id);
            expected.put(id, CANCELLED);
            return CancellationOrDispatch.CANCELLED_FIRST;
          }
          assertRefused("not_cancellable", cancellation);
          assertSentOnce(id);
          assertRefused("not_cancellable", cancel(id));
          expected.put(id, SENT);
          return CancellationOrDispatch.SENT_FIRST;
        });

    assertTold(expected);
  }

  @Test
  void shouldNeverSendWhoseScheduleWasUndoneNorUndoWhatIsSent() {
    Map<UUID, List<String>> expected = new HashMap<>();
    Race.run(
        12,
        UndoOfScheduleOrDispatch.class,
        race -> {
          JsonNode schedule = scheduledAt(draft(), clock.instant().plus(LATER));
          UUID id = id(schedule);
          // An undo is offered until the post is due; as this one was, before it was moved.
          move(id, clock.instant().plus(SOON));
          clock.advance(SOON);

          ValidatableResponse undo = race.between(() -> undo(schedule), this::dispatch).first();
          dispatch();

          if (undo.extract().statusCode() == 200) {
            assertNeverSent(id);
            expected.put(id, withMove(CANCELLED));
            return UndoOfScheduleOrDispatch.UNDONE_FIRST;
          }
          assertRefused("undo_conflict", undo);
          assertSentOnce(id);
          expected.put(id, withMove(SENT));
          return UndoOfScheduleOrDispatch.SENT_FIRST;
        });

    assertTold(expected);
  }

  /** It is planned again and goes out, once; or its time has come, and it stays cancelled. */
  @Test
  void shouldSendWhoseCancellationWasUndoneInTimeAndNothingElse() {
    Map<UUID, List<String>> expected = new HashMap<>();
    Race.run(
        12,
        UndoOfCancellationOrDueTime.class,
        race -> {
          Instant due = clock.instant().plus(SOON).truncatedTo(ChronoUnit.MICROS);
          UUID cancelled = id(scheduledAt(draft(), due));
          JsonNode cancellation = Requests.json(200, cancel(cancelled));

          ValidatableResponse undo =
              race.between(
                      () -> undo(cancellation),
                      () -> {
                        clock.advance(SOON);
                        return dispatch();
                      })
                  .first();
          dispatch();

          assertNeverSent(cancelled);
          expected.put(cancelled, CANCELLED);
          if (undo.extract().statusCode() == 200) {
            UUID again = id(Requests.json(200, undo).get("result"));
            assertSentOnce(again);
            expected.put(again, SENT);
            return UndoOfCancellationOrDueTime.PLANNED_AGAIN_AND_SENT;
          }
          undo.statusCode(409);
          assertEquals(1, publicationsOf(cancellation));
          return UndoOfCancellationOrDueTime.DUE_TIME_FIRST;
        });

    assertTold(expected);
  }

  /** The draft was scheduled anew since: it goes out once, whatever the undo finds. */
  @Test
  void shouldNotPlanAgainWhatIsBeingSent() {
    Race.run(
        12,
        UndoOfCancellationOrDispatch.class,
        race -> {
          Draft draft = draft();
          UUID cancelled = scheduled(draft, LATER);
          JsonNode cancellation = Requests.json(200, cancel(cancelled));
          UUID anew = scheduled(draft, SOON);
          clock.advance(SOON);

          ValidatableResponse undo = race.between(() -> undo(cancellation), this::dispatch).first();
          dispatch();

          assertRefused("undo_conflict", undo);
          assertNeverSent(cancelled);
          assertSentOnce(anew);
          assertEquals(2, publicationsOf(cancellation));
          String why = Requests.json(409, undo).get("detail").asText();
          if (why.contains("already scheduled")) {
            return UndoOfCancellationOrDispatch.UNDO_FIRST;
          }
          assertTrue(why.contains("already published"), why);
          return UndoOfCancellationOrDispatch.SENT_FIRST;
        });
  }

  /** What a person has confirmed goes out, or nothing; never what it was edited to meanwhile. */
  @Test
  void shouldSendExactlyWhatWasConfirmed() {
    Race.run(
        12,
        ConfirmationOrEdit.class,
        race -> {
          Draft draft = draft();
          String confirmation =
              Requests.json(428, publishAsAssistant(draft)).at("/confirmation/id").asText();
          JsonNode shown = confirmation(confirmation);
          assertEquals("Hello", shown.at("/content/0/text").asText());

          ValidatableResponse repeated =
              race.between(
                      () -> {
                        confirm(confirmation, shown.get("content_hash").asText());
                        ValidatableResponse answer = publishAsAssistant(draft);
                        dispatch();
                        return answer;
                      },
                      () -> {
                        content.revised(draft, 2, "Edited");
                        return draft;
                      })
                  .first();
          dispatch();

          assertEquals(
              0, PostlyBackends.count("SELECT count(*) FROM sandbox_post WHERE text = 'Edited'"));
          if (repeated.extract().statusCode() != 201) {
            assertRefused("stale_revision", repeated);
            assertEquals(0, publications("draft_id = '" + draft.id() + "'"));
            return ConfirmationOrEdit.EDITED_FIRST;
          }
          JsonNode published = Requests.json(201, repeated);
          assertEquals(1, published.at("/publications/0/revision").asInt());
          UUID id = id(published);
          if (posts(id) == 1) {
            assertSentOnce(id);
            return ConfirmationOrEdit.SENT_FIRST;
          }
          assertEquals(1, publications("id = '" + id + "' AND state = 'on_hold'"));
          return ConfirmationOrEdit.EDITED_WHEN_PLANNED;
        });
  }

  private Draft draft() {
    return content.approvedDraft(workspace, "Hello", channel);
  }

  private JsonNode scheduledAt(Draft draft, Instant at) {
    return Requests.json(201, schedule(wanted(draft, 1, at)));
  }

  private static UUID id(JsonNode schedule) {
    return UUID.fromString(schedule.at("/publications/0/id").asText());
  }

  private ValidatableResponse publishAsAssistant(Draft draft) {
    return Requests.as(assistant)
        .body(Map.of("draft_id", draft.id(), "expected_revision", 1))
        .post(path("/publications/immediate"))
        .then();
  }

  private JsonNode confirmation(String id) {
    return Requests.json(200, Requests.as(person).get(path("/confirmations/" + id)).then());
  }

  private void confirm(String id, String contentHash) {
    Requests.as(person)
        .body(Map.of("content_hash", contentHash))
        .post(path("/confirmations/" + id + "/confirm"))
        .then()
        .statusCode(200);
  }

  private void move(UUID id, Instant to) {
    Requests.as(editor)
        .body(Map.of("publish_at", to.toString()))
        .put(path("/publications/" + id + "/time"))
        .then()
        .statusCode(200);
  }

  private ValidatableResponse cancel(UUID id) {
    return Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + id + "/cancellation"))
        .then();
  }

  private ValidatableResponse undo(JsonNode answer) {
    return Requests.as(person).post(path("/undo/" + answer.at("/action/undo/id").asText())).then();
  }

  private int dispatch() {
    int all = 0;
    for (int claimed = dispatcher.run(); claimed > 0; claimed = dispatcher.run()) {
      all += claimed;
      dispatcher.awaitIdle();
    }
    return all;
  }

  private static void assertRefused(String code, ValidatableResponse answer) {
    assertEquals(code, Requests.json(409, answer).get("code").asText());
  }

  private static void assertNeverSent(UUID id) {
    assertEquals(1, publications("id = '" + id + "' AND state = 'cancelled' AND attempt = 0"));
    assertEquals(0, posts(id));
  }

  private static void assertSentOnce(UUID id) {
    assertEquals(1, publications("id = '" + id + "' AND state = 'published' AND attempt = 1"));
    assertEquals(1, posts(id));
  }

  /** How many publications the draft of a cancelled one has had. */
  private static long publicationsOf(JsonNode cancellation) {
    return publications("draft_id = '" + cancellation.at("/publication/draft_id").asText() + "'");
  }

  private static long publications(String condition) {
    return PostlyBackends.count("SELECT count(*) FROM publication WHERE " + condition);
  }

  /** How often it stands on the network. */
  private static long posts(UUID id) {
    return PostlyBackends.count(
        "SELECT count(*) FROM sandbox_post WHERE publication_id = '" + id + "'");
  }

  private static List<String> withMove(List<String> states) {
    List<String> all = new ArrayList<>(states);
    all.addFirst("planned");
    return all;
  }

  private static void assertTold(Map<UUID, List<String>> expected) {
    TestEvents.awaitAllSent();
    assertEquals(expected, toldStates(expected.keySet()));
  }

  /** But for claims: what somebody else holds at that moment is claimed first, and begins later. */
  private static Map<UUID, List<String>> toldStates(Set<UUID> publications) {
    Map<UUID, List<String>> states = new HashMap<>();
    for (TestEvents.Published event : TestEvents.all("postly.publications")) {
      String id = event.data().path("publication_id").asText();
      String state = event.data().path("state").asText();
      if (!id.isEmpty()
          && publications.contains(UUID.fromString(id))
          && !state.equals(PublicationState.CLAIMED.label())) {
        states.computeIfAbsent(UUID.fromString(id), _ -> new ArrayList<>()).add(state);
      }
    }
    return states;
  }
}
