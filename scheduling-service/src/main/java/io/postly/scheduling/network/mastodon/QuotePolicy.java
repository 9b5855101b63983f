package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who may quote a post (docs.joinmastodon.org, "QuoteApproval"). */
final class QuotePolicy {

  private static final String PUBLIC = "public";
  private static final String FOLLOWERS = "followers";

  private QuotePolicy() {}

  /**
   * What a post has by now, in the words in which it is given; empty if the server knows no such
   * policy, or none of its words says the same.
   */
  static Optional<String> of(JsonNode status) {
    JsonNode approval = status.path("quote_approval");
    if (!approval.path("automatic").isArray() || !approval.path("manual").isEmpty()) {
      return Optional.empty();
    }
    Set<String> quoting = new HashSet<>();
    approval.path("automatic").forEach(who -> quoting.add(who.asText()));
    if (quoting.contains(PUBLIC)) {
      return Optional.of(PUBLIC);
    }
    if (quoting.isEmpty()) {
      return Optional.of("nobody");
    }
    return quoting.equals(Set.of(FOLLOWERS)) ? Optional.of(FOLLOWERS) : Optional.empty();
  }
}
