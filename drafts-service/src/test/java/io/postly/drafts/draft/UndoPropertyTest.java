package io.postly.drafts.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Whatever is done to a draft and undone, in whatever order: what must hold always. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UndoPropertyTest {

  /** {@code -Dpostly.undo.runs=…} for more drafts, or fewer. */
  private static final int RUNS = Integer.getInteger("postly.undo.runs", 12);

  private static final int CONFLICT = 409;

  /** What may be tried; refused tries must change nothing. */
  enum Try {
    CHANGE_TEXT,
    CHANGE_TITLE,
    REMOVE_TITLE,
    ARCHIVE,
    RESTORE,
    UNDO_THE_LAST,
    UNDO_AN_EARLIER,
    UNDO_THE_LAST_AND_THAT
  }

  @Test
  void noRevisionIsLostAndAnUndoneUndoGivesTheContentBefore() {
    Arbitrary<List<Try>> tries = Arbitraries.of(Try.class).list().ofMinSize(2).ofMaxSize(14);
    JqwikSession.run(() -> tries.sampleStream().limit(RUNS).forEach(UndoPropertyTest::run));
  }

  private static void run(List<Try> tries) {
    try {
      Run run = new Run();
      tries.forEach(run::attempt);
      run.expectEveryRevision();
    } catch (AssertionError e) {
      throw new AssertionError("After " + tries, e);
    }
  }

  /** What a draft says, and whether it is put aside. */
  private record State(int revision, String title, String text, boolean isArchived) {

    boolean saysTheSameAs(State other) {
      return text.equals(other.text)
          && Objects.equals(title, other.title)
          && isArchived == other.isArchived;
    }
  }

  private static final class Run {

    private final String workspace = "w-" + UUID.randomUUID();
    private final Tokens editor = Tokens.of(workspace, "editor");
    private final Map<Integer, State> revisions = new HashMap<>();
    private final List<String> offers = new ArrayList<>();
    private final String draft;
    private int step;
    private State current;

    Run() {
      Response created =
          Requests.as(editor)
              .body(Map.of("text", "The first text", "title", "The first title"))
              .post(path("/drafts"));
      draft = Requests.json(created).path("id").asText();
      remember(created);
      state();
    }

    void attempt(Try what) {
      step++;
      State before = current;
      Response answer = take(what, before);
      State after = state();
      if (answer.statusCode() == CONFLICT) {
        assertEquals(before, after);
      } else {
        assertEquals(200, answer.statusCode(), answer::asString);
        remember(answer);
        if (what == Try.UNDO_THE_LAST_AND_THAT) {
          undoAgain(before);
        }
      }
    }

    private Response take(Try what, State before) {
      return switch (what) {
        case CHANGE_TEXT -> update(before, "text", "Text of step " + step);
        case CHANGE_TITLE -> update(before, "title", "Title of step " + step);
        case REMOVE_TITLE -> update(before, "title", "");
        case ARCHIVE -> Requests.as(editor).post(path("/drafts/" + draft + "/archive"));
        case RESTORE -> Requests.as(editor).post(path("/drafts/" + draft + "/restore"));
        case UNDO_THE_LAST, UNDO_THE_LAST_AND_THAT -> undo(offers.getLast());
        case UNDO_AN_EARLIER -> undo(offers.get(step * 7 % offers.size()));
      };
    }

    private void undoAgain(State before) {
      Response answer = undo(offers.getLast());
      assertEquals(200, answer.statusCode(), answer::asString);
      remember(answer);
      State after = state();
      assertTrue(after.saysTheSameAs(before), () -> before + " became " + after);
    }

    private Response update(State before, String field, String value) {
      return Requests.as(editor)
          .body(Map.of("expected_revision", before.revision(), field, value))
          .patch(path("/drafts/" + draft));
    }

    private Response undo(String offer) {
      return Requests.as(editor).post(path("/undo/" + offer));
    }

    private void remember(Response answer) {
      JsonNode offer = Requests.json(answer).at("/action/undo/id");
      if (offer.isTextual()) {
        offers.add(offer.asText());
      }
    }

    private State state() {
      JsonNode answer = Requests.json(Requests.as(editor).get(path("/drafts/" + draft)));
      State state =
          new State(
              answer.get("revision").asInt(),
              answer.path("title").textValue(),
              answer.get("text").asText(),
              answer.hasNonNull("archived_at"));
      revisions.putIfAbsent(state.revision(), state);
      current = state;
      return state;
    }

    void expectEveryRevision() {
      int newest = state().revision();
      assertEquals(newest, kept(""));
      revisions.forEach(
          (number, state) ->
              assertEquals(
                  1,
                  kept(
                      " AND number = %d AND text = '%s' AND coalesce(title, '') = '%s'"
                          .formatted(
                              number, state.text(), state.title() == null ? "" : state.title()))));
    }

    private long kept(String condition) {
      return PostlyBackends.count(
          "SELECT count(*) FROM revision WHERE draft_id = '" + draft + "'" + condition);
    }

    private String path(String rest) {
      return "/api/v1/workspaces/" + workspace + rest;
    }
  }
}
