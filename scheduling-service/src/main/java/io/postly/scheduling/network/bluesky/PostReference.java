package io.postly.scheduling.network.bluesky;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a post stands: the repository of its account, and its key there.
 *
 * @param did the account
 */
record PostReference(String did, String key) {

  /** The collection of a repository that holds its posts, and what each of them is. */
  static final String COLLECTION = "app.bsky.feed.post";

  private static final Pattern URI =
      Pattern.compile("at://([^/]+)/" + Pattern.quote(COLLECTION) + "/([a-zA-Z0-9._~:-]{1,512})");

  /** Reads the form of {@link #uri}; empty if it is another. */
  static Optional<PostReference> parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    return matcher.matches() && Identifier.isDid(matcher.group(1))
        ? Optional.of(new PostReference(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** What the protocol knows the post by. */
  String uri() {
    return "at://" + did + "/" + COLLECTION + "/" + key;
  }

  /** Where people can see it. With the DID, it leads there even when the handle changes. */
  String url() {
    return "https://bsky.app/profile/" + did + "/post/" + key;
  }
}
