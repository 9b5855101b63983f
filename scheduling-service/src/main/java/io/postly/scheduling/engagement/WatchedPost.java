package io.postly.scheduling.engagement;

import io.postly.scheduling.network.Engagement;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A published post whose engagement is read from time to time, with what was read last. The time of
 * the next reading is its lease too: whoever claims a reading moves it on first.
 */
@Entity
class WatchedPost {

  @Id UUID publicationId;
  UUID draftId;
  String workspace;
  UUID channelId;
  String network;
  String reference;
  Instant publishedAt;
  Instant nextAt;
  int failures;
  Instant measuredAt;
  Long likes;
  Long reposts;
  Long replies;
  Long views;

  protected WatchedPost() {}

  /** Gives the reading that is due to one reader, until then. */
  void claim(Instant until, Instant now) {
    if (now.isBefore(nextAt)) {
      throw new IllegalStateException("Post " + publicationId + " is not to be read yet");
    }
    nextAt = until;
  }

  /** Whether nobody else has claimed a reading since that one was claimed until then. */
  boolean isClaimedUntil(Instant until) {
    return until.equals(nextAt);
  }

  void readNext(Instant at) {
    nextAt = at;
  }

  void failed() {
    failures++;
  }

  /**
   * Takes what the network has told.
   *
   * @return whether there is news: it is the first that is known, or a number has changed
   */
  boolean take(Engagement engagement, Instant now) {
    Long newLikes = number(engagement.likes());
    Long newReposts = number(engagement.reposts());
    Long newReplies = number(engagement.replies());
    Long newViews = number(engagement.views());
    boolean isNews =
        measuredAt == null
            || !Objects.equals(likes, newLikes)
            || !Objects.equals(reposts, newReposts)
            || !Objects.equals(replies, newReplies)
            || !Objects.equals(views, newViews);
    likes = newLikes;
    reposts = newReposts;
    replies = newReplies;
    views = newViews;
    measuredAt = now;
    failures = 0;
    return isNews;
  }

  /** A network is a stranger: what cannot be a count is no count. */
  private static Long number(OptionalLong told) {
    return told.isPresent() && told.getAsLong() >= 0 ? told.getAsLong() : null;
  }
}
