package io.postly.scheduling.publication;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import java.util.Set;

/**
 * What somebody is to do about a post that did not go out, or may not have. Made of Postly's own
 * words alone: what a network said is data.
 */
final class PostAdvice {

  static final String TRIED_AGAIN = "Nothing: it is tried again at retry_at.";
  static final String RECONNECT_IN_TIME =
      "An admin reconnects the channel; if that is in time, it goes out then.";
  static final String RECONNECT =
      "An admin reconnects the channel; then the draft is scheduled again.";
  static final String CHANGE =
      "Change what the network does not take, have it approved, and schedule it again.";
  static final String AGAIN = "Schedule the draft again.";
  static final String LOOK =
      "Nothing is sent again by itself. Where Postly cannot read the network, an admin looks there"
          + " and says what became of it on the post's page in the console.";
  static final String APPROVE = "Have the draft approved, then schedule it again.";

  /** Why posts fail that may be taken as they are. */
  private static final Set<String> NOT_OF_THE_POST =
      Set.of(
          PublicationLedger.NOT_ON_NETWORK,
          Settling.SEEN_ABSENT,
          Delivery.LEASE_LOST,
          Delivery.CREDENTIALS_REFUSED,
          Delivery.CREDENTIALS_UNUSABLE,
          Delivery.CREDENTIALS_KEY_MISSING,
          Delivery.ANSWER_UNREADABLE,
          HttpAnswer.HEADER_INVALID,
          HttpAnswer.NOT_ALLOWED,
          "access_token_over",
          "chat_refused",
          "container_expired",
          "dpop_nonce_refused",
          "http_307",
          "http_308",
          "http_402",
          "http_408",
          "http_429",
          "network_unavailable",
          "picture_not_fetched",
          "picture_processing",
          "picture_unavailable",
          "pictures_waiting",
          "previous_part_not_read",
          "unexpected_answer");

  private PostAdvice() {}

  /** Null where nothing is wrong, or a person has ended it. */
  static String on(Publication post, Channel channel) {
    return switch (post.state) {
      case PLANNED -> post.waitsForRetry() ? whileWaiting(channel) : null;
      case FAILED -> afterFailure(post.reason, channel);
      case UNCONFIRMED -> LOOK;
      case MISSED -> afterMissing(post.reason, channel);
      case AWAITING_APPROVAL, ON_HOLD, CLAIMED, PUBLISHING, PUBLISHED, CANCELLED -> null;
    };
  }

  private static String whileWaiting(Channel channel) {
    return channel.trouble().isPresent() ? RECONNECT_IN_TIME : TRIED_AGAIN;
  }

  private static String afterFailure(String reason, Channel channel) {
    if (channel.trouble().isPresent()) {
      return RECONNECT;
    }
    return NOT_OF_THE_POST.contains(reason) || HttpVerdict.isServersFailure(reason)
        ? AGAIN
        : CHANGE;
  }

  private static String afterMissing(String reason, Channel channel) {
    if (channel.trouble().isPresent()) {
      return RECONNECT;
    }
    return PublicationLedger.NOT_APPROVED_IN_TIME.equals(reason) ? APPROVE : AGAIN;
  }
}
