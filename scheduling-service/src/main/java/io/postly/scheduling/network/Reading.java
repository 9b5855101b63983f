package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reading a network tells of a post that may have been sent. */
public sealed interface Reading {

  /**
   * The post stands on the network.
   *
   * @param at since when
   * @param url where people can see it, where the network says so
   * @param reference what the network itself knows the post by
   */
  record Found(Instant at, Optional<String> url, Optional<String> reference) implements Reading {}

  /**
   * The network does not say what a post was sent as, but holds posts of the account that have this
   * post's text and are not older. Each of them may be another publication's own.
   *
   * @param found each with its reference, the oldest first
   * @param isComplete whether the post is certainly not on the network if it is none of them, and
   *     none of the changed ones
   * @param changed the references of posts that say something else, and may have said this before
   */
  record Lookalikes(List<Found> found, boolean isComplete, List<String> changed)
      implements Reading {

    /** Copies the lists. */
    public Lookalikes {
      found = List.copyOf(found);
      changed = List.copyOf(changed);
    }

    /** Of a network whose posts do not change, or that tells what they said. */
    public Lookalikes(List<Found> found, boolean isComplete) {
      this(found, isComplete, List.of());
    }
  }

  /** The network holds no such post at this moment. */
  record Absent() implements Reading {}

  /**
   * The network cannot be read, or not now.
   *
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  record Unreadable(Optional<Duration> retryAfter) implements Reading {

    /** Of a network that does not say for how long. */
    public Unreadable() {
      this(Optional.empty());
    }

    /** What the answer comes to that tells nothing of the post. */
    public static Unreadable of(HttpAnswer answer) {
      return new Unreadable(
          answer instanceof HttpAnswer.Answered told ? told.retryAfter() : Optional.empty());
    }
  }
}
