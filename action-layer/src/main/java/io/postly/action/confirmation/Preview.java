package io.postly.action.confirmation;

import io.postly.action.problem.ConfirmationOffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a person is shown of a call before they confirm it.
 *
 * @param summary what would be done, in one sentence
 * @param contentHash the fingerprint of what would go out; the confirmation is void for any other
 * @param content what would go out, where
 * @param isForThePageOnly whether no client's own dialog counts, be it trusted or not; so of
 *     everything that is longer than a dialog shows
 */
public record Preview(
    String summary,
    String contentHash,
    List<ConfirmationOffer.Content> content,
    boolean isForThePageOnly) {

  /**
   * In characters, of all texts, alt texts and content warnings: what people still read in a window
   * of words.
   */
  static final int MOST_IN_A_DIALOG = 4_000;

  /** Copies the list. */
  public Preview {
    content = List.copyOf(content);
    isForThePageOnly = isForThePageOnly || length(content) > MOST_IN_A_DIALOG;
  }

  /** One that a trusted client's dialog may show as well. */
  public Preview(String summary, String contentHash, List<ConfirmationOffer.Content> content) {
    this(summary, contentHash, content, false);
  }

  /** Of a call that lets no content out. */
  public static Preview of(String summary, String fingerprint) {
    return new Preview(summary, fingerprint, List.of());
  }

  private static int length(List<ConfirmationOffer.Content> content) {
    return content.stream().flatMap(Preview::texts).mapToInt(String::length).sum();
  }

  private static Stream<String> texts(ConfirmationOffer.Content content) {
    return Stream.of(
            Stream.of(content.contentWarning(), content.text()),
            content.pictures().stream().map(ConfirmationOffer.Picture::altText),
            content.thread().stream().map(ConfirmationOffer.Part::text))
        .flatMap(Function.identity())
        .filter(Objects::nonNull);
  }
}
