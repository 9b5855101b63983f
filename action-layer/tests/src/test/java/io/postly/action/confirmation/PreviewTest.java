package io.postly.action.confirmation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.problem.ConfirmationOffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {

  private static final String MOST = "x".repeat(Preview.MOST_IN_A_DIALOG);
  private static final String HALF = "x".repeat(Preview.MOST_IN_A_DIALOG / 2);

  @Test
  void whatADialogShowsMayBeConfirmedThere() {
    assertForThePageOnly(false, content(MOST, null));
    assertForThePageOnly(false, content(HALF, HALF));
    assertForThePageOnly(false, content("", null, HALF, HALF));
  }

  @Test
  void whatIsLongerThanADialogIsForThePageOnly() {
    assertForThePageOnly(true, content(MOST + "x", null));
    assertForThePageOnly(true, content(HALF, HALF + "x"));
    assertForThePageOnly(true, content("x", null, HALF, HALF));
    assertForThePageOnly(true, content(MOST, null), content("x", null));
  }

  @Test
  void aContentWarningIsRead() {
    assertForThePageOnly(false, behind("x", MOST.substring(1)));
    assertForThePageOnly(true, behind("x", MOST));
  }

  private static ConfirmationOffer.Content behind(String warning, String text) {
    return new ConfirmationOffer.Content(
        "The wall", "mastodon", warning, text, List.of(), List.of());
  }

  private static void assertForThePageOnly(boolean expected, ConfirmationOffer.Content... content) {
    assertEquals(expected, new Preview("Publish", "hash", List.of(content)).isForThePageOnly());
  }

  private static ConfirmationOffer.Content content(String text, String altText, String... thread) {
    return new ConfirmationOffer.Content(
        "The wall",
        "sandbox",
        text,
        Collections.nCopies(
            1, new ConfirmationOffer.Picture("ab".repeat(32), "image/png", 10, 20, altText)),
        List.of(thread).stream().map(ConfirmationOffer.Part::new).toList());
  }
}
