package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a post among the account's own since it was due. X does not tell which request a post
 * came by, so that the text alone decides.
 */
@ApplicationScoped
class XReading {

  /** How much earlier than ours X's clock may be. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final XApi api;

  XReading(XApi api) {
    this.api = api;
  }

  Reading read(Post post, XCredentials account, Instant now) {
    HttpAnswer answer = api.posts(account, post.dueAt().minus(CLOCKS_DIFFER));
    if (!(answer instanceof HttpAnswer.Answered answered)) {
      return new Reading.Unreadable();
    }
    if (!answered.isAccepted()) {
      return new Reading.Unreadable(XVerdict.wait(answered, now));
    }
    JsonNode json = api.json(answered);
    if (!json.path("meta").path("result_count").isNumber()) {
      return new Reading.Unreadable();
    }
    boolean isCertain = !json.path("meta").has("next_token");
    List<Reading.Found> found = new ArrayList<>();
    for (JsonNode one : json.path("data")) {
      Optional<Instant> at = instant(one.path("created_at").asText());
      Optional<String> id = XVerdict.id(one);
      if (at.isEmpty() || id.isEmpty()) {
        return new Reading.Unreadable();
      }
      boolean hasText = XText.isOf(one, post.text(), !post.pictures().isEmpty());
      if (hasText && XText.pictures(one) == post.pictures().size()) {
        found.add(new Reading.Found(at.get(), Optional.of(account.url(id.get())), id));
      } else if (mayBe(one, post, hasText)) {
        isCertain = false;
      }
    }
    found.sort(Comparator.comparing(Reading.Found::at));
    return new Reading.Lookalikes(found, isCertain);
  }

  /**
   * An edited post may have had this text. Of the pictures that X is to show with a text, it may
   * not tell all at once; and what is another's, shown for a link in the text, is no picture of it.
   */
  private static boolean mayBe(JsonNode one, Post post, boolean hasText) {
    boolean isEdited = one.path("edit_history_tweet_ids").size() > 1;
    return isEdited
        || (hasText
            ? !post.pictures().isEmpty() || !XText.hasOwnPictures(one)
            : XText.showsMediaOfOthers(one));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
