package io.postly.action.confirmation;

import io.postly.action.problem.ConfirmationOffer;
import java.util.List;

/**
 * What a person is shown of a call before they confirm it.
 *
 * @param summary what would be done, in one sentence
 * @param contentHash the fingerprint of what would go out; the confirmation is void for any other
 * @param content what would go out, where
 * @param isForThePageOnly whether no client's own dialog counts, be it trusted or not
 */
public record Preview(
    String summary,
    String contentHash,
    List<ConfirmationOffer.Content> content,
    boolean isForThePageOnly) {

  /** Copies the list. */
  public Preview {
    content = List.copyOf(content);
  }

  /** One that a trusted client's dialog may show as well. */
  public Preview(String summary, String contentHash, List<ConfirmationOffer.Content> content) {
    this(summary, contentHash, content, false);
  }

  /** Of a call that lets no content out. */
  public static Preview of(String summary, String fingerprint) {
    return new Preview(summary, fingerprint, List.of());
  }
}
