package io.postly.action.confirmation;

import io.postly.action.problem.ConfirmationOffer;
import java.util.List;

/**
 * What a person is shown of a call before they confirm it.
 *
 * @param summary what would be done, in one sentence
 * @param contentHash the fingerprint of what would go out; the confirmation is void for any other
 * @param content what would go out, where
 */
public record Preview(String summary, String contentHash, List<ConfirmationOffer.Content> content) {

  /** Copies the list. */
  public Preview {
    content = List.copyOf(content);
  }
}
