package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of sending a post. Only a certain outcome is ever called one. */
public sealed interface Delivery {

  /** The reason of what was not sent because the time to send it was over. */
  String LEASE_LOST = HttpAnswer.TOO_LATE;

  /**
   * The reason of what the network refused because it does not accept the account's credentials.
   */
  String CREDENTIALS_REFUSED = "credentials_refused";

  /** The reason of what could not be sent because the credentials could not be read. */
  String CREDENTIALS_UNUSABLE = "credentials_unusable";

  /**
   * The reason of what could not be sent for now because this replica lacks the key that encrypted
   * the credentials.
   */
  String CREDENTIALS_KEY_MISSING = "credentials_key_missing";

  /** The reason of a post with pictures that the account's credentials may not upload. */
  String PICTURES_NOT_PERMITTED = "pictures_not_permitted";

  /** The reason of a part of a thread whose part before does not stand any more. */
  String PREVIOUS_PART_GONE = "previous_part_gone";

  /** The reason of a change to a post that does not stand any more. */
  String POST_GONE = "post_gone";

  /**
   * The reason of a change that the network does not let the account make, which says nothing of
   * its posts.
   */
  String NOT_PERMITTED = "not_permitted";

  /** The reason of a change to a post that stands, on a server that changes none. */
  String NOT_EDITABLE = "not_editable";

  /** The reason of what may have been accepted by an answer that says something else. */
  String ANSWER_UNREADABLE = "answer_unreadable";

  /**
   * The network accepted the post.
   *
   * @param at when it did
   * @param url where people can see the post, where the network says so
   * @param reference what the network itself knows the post by, for reading and deleting it later
   */
  record Delivered(Instant at, Optional<String> url, Optional<String> reference)
      implements Delivery {

    /** Of a network that gives its posts no names. */
    public Delivered(Instant at, Optional<String> url) {
      this(at, url, Optional.empty());
    }
  }

  /**
   * It is certain that the network did not accept the post.
   *
   * @param reason a stable code, {@code snake_case}
   * @param cause what would have to change for it to be accepted
   * @param retryAfter how long the network asks to be left alone, where it does
   * @param said the network's own words, where it refused the post with any
   */
  record NotDelivered(
      String reason, Cause cause, Optional<Duration> retryAfter, Optional<NetworkWords> said)
      implements Delivery {

    private NotDelivered(String reason, Cause cause, Optional<Duration> retryAfter) {
      this(reason, cause, retryAfter, Optional.empty());
    }

    /** Whether the network may accept the same post later without anybody's doing. */
    public boolean isTemporary() {
      return cause == Cause.PASSING || cause == Cause.CREDENTIALS || cause == Cause.POSTLY;
    }

    /** The network will never accept this post from this account. */
    public static NotDelivered ofPost(String reason) {
      return new NotDelivered(reason, Cause.POST, Optional.empty());
    }

    /** The network was not asked, since it takes no such posts. */
    public static NotDelivered unasked(String reason) {
      return new NotDelivered(reason, Cause.KIND, Optional.empty());
    }

    /**
     * The network says that it accepts nothing from this account until a person has mended it. That
     * is believed when it has said so twice in a row.
     */
    public static NotDelivered ofAccount(String reason) {
      return new NotDelivered(reason, Cause.ACCOUNT, Optional.empty());
    }

    /** The network accepts nothing from this account until its credentials have been renewed. */
    public static NotDelivered untilRenewed(String reason) {
      return new NotDelivered(reason, Cause.CREDENTIALS, Optional.empty());
    }

    /** The network may accept the same post later. */
    public static NotDelivered forNow(String reason) {
      return new NotDelivered(reason, Cause.PASSING, Optional.empty());
    }

    /**
     * The network may accept the same post later: at the moment Postly lacks what the post needs,
     * or the network could not get it from Postly. The channel is not to blame.
     */
    public static NotDelivered ofPostly(String reason) {
      return new NotDelivered(reason, Cause.POSTLY, Optional.empty());
    }

    /** The network may accept the same post once that time has passed. */
    public static NotDelivered forNow(String reason, Optional<Duration> retryAfter) {
      return new NotDelivered(reason, Cause.PASSING, retryAfter);
    }

    /** The same in these words of the network. */
    public NotDelivered saying(Optional<NetworkWords> words) {
      return new NotDelivered(reason, cause, retryAfter, words);
    }

    /** The same without anything of these credentials in the network's words. */
    public NotDelivered hiding(String credentials) {
      return saying(said.map(words -> words.without(credentials)));
    }

    /** The network's own words as people are shown them; null if there are none. */
    public String quotation() {
      return said.map(NetworkWords::text).orElse(null);
    }
  }

  /** What stood in the way of a post that was certainly not accepted. */
  enum Cause {
    /** The post itself: sending it again is of no use. */
    POST,
    /** The kind of the post, which says nothing of the channel: sending it again is of no use. */
    KIND,
    /**
     * The account: no post of the channel is accepted until a person has mended it, unless that was
     * a passing answer.
     */
    ACCOUNT,
    /** Credentials that Postly can renew by itself: the same post may be accepted with new ones. */
    CREDENTIALS,
    /** The moment: the same post may be accepted later. */
    PASSING,
    /** Postly itself, which says nothing of the channel: the same post may be sent later. */
    POSTLY
  }

  /**
   * The post may or may not stand on the network. It must not be sent again.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record Unknown(String reason) implements Delivery {}
}
