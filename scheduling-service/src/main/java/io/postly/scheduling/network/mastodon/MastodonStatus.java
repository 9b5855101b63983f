package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A post as Mastodon tells of it (docs.joinmastodon.org, "Status").
 *
 * @param id safe in a path
 * @param url where people can see it
 * @param isEdited whether its text may have been another one
 */
record MastodonStatus(String id, Instant createdAt, Optional<String> url, boolean isEdited) {

  /** Mastodon's own are numbers; other servers that speak its language have letters in them. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private static final int LONGEST_URL = 2000;

  /** Reads it; empty if it is something else. */
  static Optional<MastodonStatus> of(JsonNode json) {
    Optional<Instant> createdAt = instant(json.path("created_at").asText());
    return id(json)
        .flatMap(
            id ->
                createdAt.map(
                    at ->
                        new MastodonStatus(
                            id, at, url(json.path("url").asText()), json.hasNonNull("edited_at"))));
  }

  /** What a server calls one of its objects, if it can stand in a path. */
  static Optional<String> id(JsonNode json) {
    return Optional.of(json.path("id").asText()).filter(id -> ID.matcher(id).matches());
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** People follow it: it must be what it should be. */
  private static Optional<String> url(String text) {
    try {
      HttpAddress.parse(text);
      return Optional.of(text).filter(url -> url.length() <= LONGEST_URL);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
