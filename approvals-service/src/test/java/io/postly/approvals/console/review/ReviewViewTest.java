package io.postly.approvals.console.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.ThreadPart;
import io.postly.approvals.console.api.Variant;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          null,
          CharacterCount.CODE_POINTS,
          null,
          NOW,
          null,
          null,
          null);
  private static final Channel SANDBOX =
      new Channel(
          new UUID(0, 3),
          "sandbox",
          "Sandbox",
          null,
          500,
          null,
          CharacterCount.CODE_POINTS,
          null,
          NOW,
          null,
          null,
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
  void aTextMayBeTooLongBesidePicturesAlone() {
    Review text = review(1, "open", "Eleven char");
    Review picture = review(1, "open", "Eleven char", List.of(picture("a")));
    Channel telegram =
        new Channel(
            BLUESKY.id(),
            "telegram",
            "News",
            null,
            20,
            10,
            CharacterCount.CODE_POINTS,
            null,
            NOW,
            null,
            null,
            null);

    assertFalse(ReviewView.of(text, List.of(), List.of(telegram), null).isTooLong());
    assertTrue(ReviewView.of(picture, List.of(), List.of(telegram), null).isTooLong());
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

  @Test
  void anotherPictureIsAChangeHoweverMuchOfItsDigestIsTheSame() {
    Picture approved = picture("a");
    Picture forged = picture("b");
    Review before = review(1, "approved", "One", List.of(approved));
    Review current = review(2, "open", "One", List.of(forged));

    List<ReviewView.Change> changes = view(current, current, before).changes();

    assertEquals(List.of("Picture 1"), changes.stream().map(ReviewView.Change::label).toList());
    assertEquals(
        List.of("01234567a A sunrise", "01234567b A sunrise"),
        Stream.of(WordDiff.Kind.REMOVED, WordDiff.Kind.ADDED)
            .map(kind -> shown(changes.getFirst(), kind))
            .toList());
  }

  /** What one of the two texts reads. */
  private static String shown(ReviewView.Change change, WordDiff.Kind kind) {
    return change.pieces().stream()
        .filter(piece -> piece.kind() == WordDiff.Kind.SAME || piece.kind() == kind)
        .map(WordDiff.Piece::text)
        .collect(Collectors.joining());
  }

  private static Picture picture(String ninthDigit) {
    return new Picture("01234567" + ninthDigit.repeat(56), "image/jpeg", 40, 30, "A sunrise");
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
  void aContentWarningIsShownAndCountedWhereItsNetworkHasOne() {
    ReviewView view =
        view(review(1, "open", "For all", new Variant("bluesky", "Short", null, null, "Food")));

    assertEquals(
        Arrays.asList("Food", null),
        view.previews().stream().map(Preview::contentWarning).toList());
    assertEquals(List.of(9, 7), view.previews().stream().map(Preview::characters).toList());
  }

  @Test
  void aContentWarningThatCameOrWentIsAChange() {
    Review before = review(1, "approved", "One", new Variant("bluesky", "Blue", null, null));
    Review current = review(2, "open", "One", new Variant("bluesky", "Blue", null, null, "Food"));

    List<ReviewView.Change> came = view(current, current, before).changes();
    List<ReviewView.Change> went = Changes.between(current, before);

    assertEquals(
        List.of("Content warning for bluesky"),
        came.stream().map(ReviewView.Change::label).toList());
    assertEquals("Food", shown(came.getFirst(), WordDiff.Kind.ADDED));
    assertEquals("Food", shown(went.getFirst(), WordDiff.Kind.REMOVED));
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
        List.of("Part 3", "Part 2 for bluesky", "Part 3 for bluesky"),
        changes.stream().map(ReviewView.Change::label).toList());
    assertEquals("Four", shown(changes.getFirst(), WordDiff.Kind.ADDED));
    assertEquals("Two", shown(changes.get(1), WordDiff.Kind.REMOVED));
    assertEquals("", shown(changes.get(1), WordDiff.Kind.ADDED));
  }

  @Test
  void aPartThatIsSplitIsAChangeWhateverItHolds() {
    Review one = review(1, "approved", List.of(part("Two\n3. Three")));
    Review two = review(2, "open", List.of(part("Two"), part("Three")));

    List<ReviewView.Change> changes = view(two, two, one).changes();

    assertEquals(
        List.of("Part 2", "Part 3"), changes.stream().map(ReviewView.Change::label).toList());
    assertEquals("Two\n3. Three", shown(changes.getFirst(), WordDiff.Kind.REMOVED));
    assertEquals("Three", shown(changes.getLast(), WordDiff.Kind.ADDED));
  }

  @Test
  void aPictureThatIsLeftOutIsAChangeWhateverTheOtherOneSays() {
    Picture second = picture("b");
    Picture both =
        new Picture(picture("a").sha256(), "image/jpeg", 40, 30, "A sunrise\n01234567b A sunrise");
    Review before = review(1, "approved", "One", List.of(picture("a"), second));
    Review current = review(2, "open", "One", List.of(both));

    assertEquals(
        List.of("Picture 1", "Picture 2"),
        view(current, current, before).changes().stream().map(ReviewView.Change::label).toList());
  }

  @Test
  void longThreadsAreComparedMoreCoarselyFromSomewhereOn() {
    Review before = review(1, "approved", longThread("old"));
    Review current = review(2, "open", longThread("new"));

    List<ReviewView.Change> changes = view(current, current, before).changes();

    assertEquals(24, changes.size());
    assertTrue(changes.getFirst().pieces().size() > 2);
    assertEquals(2, changes.getLast().pieces().size());
  }

  private static List<ThreadPart> longThread(String word) {
    return Collections.nCopies(24, part((word + " word ").repeat(1_000)));
  }

  private static ThreadPart part(String text) {
    return new ThreadPart(text);
  }

  private static Review review(
      int revision, String state, List<ThreadPart> thread, Variant... variants) {
    return review(revision, state, "Text", List.of(), thread, variants);
  }

  private static Review review(int revision, String state, String text, Variant... variants) {
    return review(revision, state, text, List.of(), variants);
  }

  private static Review review(
      int revision, String state, String text, List<Picture> media, Variant... variants) {
    return review(revision, state, text, media, List.of(), variants);
  }

  private static Review review(
      int revision,
      String state,
      String text,
      List<Picture> media,
      List<ThreadPart> thread,
      Variant... variants) {
    Person person = new Person("p", "Pat");
    return new Review(
        new UUID(1, revision),
        state,
        DRAFT,
        revision,
        null,
        text,
        List.of(variants),
        media,
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
