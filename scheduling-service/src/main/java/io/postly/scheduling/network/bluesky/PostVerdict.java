package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import jakarta.enterprise.context.ApplicationScoped;

/** What the answer to {@code com.atproto.repo.createRecord} says of the post. */
@ApplicationScoped
class PostVerdict {

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final XrpcError NOTHING_SAID = new XrpcError("", "");

  private final Xrpc xrpc;

  PostVerdict(Xrpc xrpc) {
    this.xrpc = xrpc;
  }

  /** A judgement. */
  sealed interface Verdict {

    /** The post stands. */
    record Accepted() implements Verdict {}

    /** The post does not stand. */
    record NotAccepted(Delivery.NotDelivered outcome) implements Verdict {}

    /**
     * The server answered, but not that: reading may tell.
     *
     * @param reason a stable code, {@code snake_case}
     */
    record Unclear(String reason) implements Verdict {}

    /**
     * No answer came, and the server may still be at it.
     *
     * @param reason a stable code, {@code snake_case}
     */
    record Silent(String reason) implements Verdict {}
  }

  Verdict of(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.NotSent failure ->
          new Verdict.NotAccepted(Delivery.NotDelivered.forNow(failure.reason()));
      case HttpAnswer.NoAnswer silence -> new Verdict.Silent(silence.reason());
      case HttpAnswer.Answered answered -> ofAnswered(answered);
    };
  }

  private Verdict ofAnswered(HttpAnswer.Answered answer) {
    return switch (answer.status() / 100) {
      case 2 -> new Verdict.Accepted();
      case 4 -> ofRefusal(answer);
      default -> new Verdict.Unclear(reason(answer));
    };
  }

  /** The account has a session: what is refused now is refused for another reason. */
  private Verdict ofRefusal(HttpAnswer.Answered answer) {
    XrpcError error = xrpc.error(answer).orElse(NOTHING_SAID);
    if (error.isRecordThere()) {
      return new Verdict.Unclear(reason(answer));
    }
    if (error.accountTrouble().isPresent()) {
      return notAccepted(Delivery.NotDelivered.ofAccount(error.accountTrouble().get()), error);
    }
    boolean isOfPost =
        answer.status() == TOO_LARGE
            || (answer.status() == BAD_REQUEST
                && !error.equals(NOTHING_SAID)
                && !error.isOfSession());
    return notAccepted(
        isOfPost
            ? Delivery.NotDelivered.ofPost(reason(answer))
            : Delivery.NotDelivered.forNow(reason(answer), xrpc.retryAfter(answer)),
        error);
  }

  private static Verdict notAccepted(Delivery.NotDelivered outcome, XrpcError error) {
    return new Verdict.NotAccepted(outcome.saying(error.words()));
  }

  private static String reason(HttpAnswer.Answered answer) {
    return "http_" + answer.status();
  }
}
