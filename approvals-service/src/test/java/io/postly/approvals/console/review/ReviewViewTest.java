package io.postly.approvals.console.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.ThreadPart;
import io.postly.approvals.console.api.Variant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReviewViewTest {

  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
  private static final UUID DRAFT = new UUID(0, 1);
  private static final Channel BLUESKY =
      new Channel(
          new UUID(0, 2),
          "bluesky",
          "Acme on Bluesky",
          null,
          10,
          CharacterCount.CODE_POINTS,
          null,
          NOW,
          null);
  private static final Channel SANDBOX =
      new Channel(
          new UUID(0, 3),
          "sandbox",
          "Sandbox",
          null,
          500,
          CharacterCount.CODE_POINTS,
          null,
          NOW,
          null);

  @Test
  void eachChannelShowsTheTextOfItsNetwork() {
    ReviewView view =
        view(review(1, "open", "For all", new Variant("bluesky", "Short", null, null)));

    assertEquals(List.of("Short", "For all"), view.previews().stream().map(Preview::text).toList());
  }

  @Test
  void charactersAreCountedAsNetworksCount() {
    Preview preview = view(review(1, "open", "👋🏽 ab")).previews().getFirst();

    assertEquals(5, preview.characters());
    assertFalse(preview.isTooLong());
  }

  @Test
  void aTextThatAChannelRefusesIsTooLong() {
    assertTrue(view(review(1, "open", "Eleven char")).isTooLong());
  }

  @Test
  void aChannelThatIsNotKnownStillShowsTheText() {
    Preview preview =
        ReviewView.of(review(1, "open", "Text"), List.of(), List.of(), null).previews().getFirst();

    assertEquals("Text", preview.text());
    assertNull(preview.most());
  }

  @Test
  void whatChangedIsTakenFromTheLastApprovedRevisionBefore() {
    Review first = review(1, "superseded", "One");
    Review second = review(2, "superseded", "Two", new Variant("bluesky", "Blue two", null, null));
    Review refused = review(3, "changes_requested", "Three");
    Review current = review(4, "open", "Four", new Variant("bluesky", "Blue four", null, null));

    ReviewView view = view(current, current, refused, second, first);

    assertEquals(2, view.approvedRevision());
    assertEquals(
        List.of("Text", "Text for bluesky"),
        view.changes().stream().map(ReviewView.Change::label).toList());
    assertEquals(List.of(refused, second, first), view.earlier());
  }

  @Test
  void withoutAnApprovalBeforeThereIsNothingToCompareWith() {
    Review current = review(1, "approved", "One");

    assertNull(view(current, current).approvedRevision());
  }

  private static ReviewView view(Review review, Review... ofDraft) {
    return ReviewView.of(review, List.of(ofDraft), List.of(BLUESKY, SANDBOX), null);
  }

  @Test
  void eachChannelShowsTheThreadOfItsNetwork() {
    ReviewView view =
        view(
            review(
                1,
                "open",
                List.of(part("Two"), part("Three")),
                new Variant("bluesky", "Short", null, List.of(part("Blue two")))));

    assertEquals(
        List.of(List.of("Blue two"), List.of("Two", "Three")),
        view.previews().stream().map(Preview::thread).toList());
  }

  @Test
  void partsThatChangedAreNumbered() {
    Review approved = review(1, "superseded", List.of(part("Two"), part("Three")));
    Review current =
        review(
            2,
            "open",
            List.of(part("Two"), part("Four")),
            new Variant("bluesky", "Text", null, List.of()));

    List<ReviewView.Change> changes = view(current, current, approved).changes();

    assertEquals(
        List.of("Thread", "Thread for bluesky"),
        changes.stream().map(ReviewView.Change::label).toList());
    String now =
        changes.getFirst().pieces().stream()
            .filter(piece -> !piece.isRemoved())
            .map(WordDiff.Piece::text)
            .collect(Collectors.joining());
    assertEquals("2. Two\n3. Four", now);
  }

  private static ThreadPart part(String text) {
    return new ThreadPart(text);
  }

  private static Review review(
      int revision, String state, List<ThreadPart> thread, Variant... variants) {
    return review(revision, state, "Text", thread, variants);
  }

  private static Review review(int revision, String state, String text, Variant... variants) {
    return review(revision, state, text, List.of(), variants);
  }

  private static Review review(
      int revision, String state, String text, List<ThreadPart> thread, Variant... variants) {
    Person person = new Person("p", "Pat");
    return new Review(
        new UUID(1, revision),
        state,
        DRAFT,
        revision,
        null,
        text,
        List.of(variants),
        List.of(),
        thread,
        List.of(BLUESKY.id(), SANDBOX.id()),
        person,
        "mcp",
        NOW,
        person,
        NOW,
        null,
        state.equals("open") ? null : person,
        state.equals("open") ? null : NOW,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
