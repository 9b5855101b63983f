package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the answer to a request with a post says of the post, as far as HTTP alone tells. */
public final class HttpVerdict {

  private static final int FORBIDDEN = 403;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Set<String> OF_THE_ACCOUNT =
      Set.of(HttpAnswer.NOT_ALLOWED, HttpAnswer.HEADER_INVALID);

  private static final Set<String> SERVERS_FAILURES =
      Set.of(
          HttpAnswer.UNKNOWN_HOST,
          HttpAnswer.TLS_FAILED,
          HttpAnswer.CONNECTION_REFUSED,
          HttpAnswer.CONNECTION_FAILED,
          HttpAnswer.CONNECT_TIMEOUT,
          HttpAnswer.CONNECTION_LOST,
          HttpAnswer.TIMEOUT);

  private static final Set<String> REFUSALS =
      Set.of(
          Delivery.CREDENTIALS_REFUSED,
          Delivery.NOT_PERMITTED,
          Delivery.POST_GONE,
          Delivery.PREVIOUS_PART_GONE);

  private HttpVerdict() {}

  /**
   * Judges an answer.
   *
   * @param accepted what an answer of 2xx says
   * @param refused what an answer of 4xx says
   */
  public static Delivery of(
      HttpAnswer answer,
      Function<HttpAnswer.Answered, Delivery> accepted,
      Function<HttpAnswer.Answered, Delivery> refused) {
    return switch (answer) {
      case HttpAnswer.Answered answered ->
          switch (answered.status() / 100) {
            case 2 -> accepted.apply(answered);
            case 3 -> ofRedirect(answered);
            case 4 -> refused.apply(answered);
            default -> new Delivery.Unknown(reason(answered));
          };
      case HttpAnswer.NotSent failure -> notSent(failure);
      case HttpAnswer.NoAnswer silence -> new Delivery.Unknown(silence.reason());
    };
  }

  /**
   * Judges the answer to a request to change a post. What may not be changed says nothing of the
   * account, which may post all the same.
   *
   * @param accepted what an answer of 2xx says
   * @param refused what another answer of 4xx says
   */
  public static Delivery ofUpdate(
      HttpAnswer answer,
      Function<HttpAnswer.Answered, Delivery> accepted,
      Function<HttpAnswer.Answered, Delivery> refused) {
    return of(
        answer,
        accepted,
        refusal ->
            refusal.status() == FORBIDDEN
                ? notPermitted(refused.apply(refusal))
                : refused.apply(refusal));
  }

  private static Delivery notPermitted(Delivery asOfAPost) {
    Delivery.NotDelivered refusal = Delivery.NotDelivered.ofPost(Delivery.NOT_PERMITTED);
    return asOfAPost instanceof Delivery.NotDelivered judged
        ? refusal.saying(judged.said())
        : refusal;
  }

  /**
   * Judges the answer to a request to delete a post: without one, nothing is certain.
   *
   * @param answered what an answer says
   */
  public static Removal ofRemoval(
      HttpAnswer answer, Function<HttpAnswer.Answered, Removal> answered) {
    return switch (answer) {
      case HttpAnswer.Answered told -> answered.apply(told);
      case HttpAnswer.NotSent failure -> new Removal.NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Removal.NotNow(silence.reason());
    };
  }

  /** What it comes to where a post was neither deleted nor refused for certain. */
  public static Removal notRemoved(HttpAnswer.Answered answer) {
    return new Removal.NotNow(reason(answer), answer.retryAfter());
  }

  /**
   * The answer that took a picture before the post itself is sent: whatever becomes of that,
   * nothing was published.
   *
   * @param refused what any other answer says
   * @throws NotUploadedException if it was not taken, or nobody knows
   */
  public static HttpAnswer.Answered ofUpload(
      HttpAnswer answer, Function<HttpAnswer.Answered, Delivery.NotDelivered> refused)
      throws NotUploadedException {
    return switch (answer) {
      case HttpAnswer.Answered accepted when accepted.isAccepted() -> accepted;
      case HttpAnswer.Answered moved when isMoved(moved) ->
          throw new NotUploadedException(Delivery.NotDelivered.ofAccount(reason(moved)));
      case HttpAnswer.Answered refusal -> throw new NotUploadedException(refused.apply(refusal));
      case HttpAnswer.NotSent failure -> throw new NotUploadedException(notSent(failure));
      case HttpAnswer.NoAnswer silence -> throw NotUploadedException.forNow(silence.reason());
    };
  }

  /** What it comes to where credentials were neither renewed nor refused for certain. */
  public static Renewal notRenewed(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.Answered told -> new Renewal.NotNow(reason(told), told.retryAfter());
      case HttpAnswer.NotSent failure -> new Renewal.NotNow(failure.reason(), Optional.empty());
      case HttpAnswer.NoAnswer silence -> new Renewal.NotNow(silence.reason(), Optional.empty());
    };
  }

  /**
   * Whether that is the reason of what did not get through because of the server: it was not
   * reached, did not answer, or said that it fails itself.
   */
  public static boolean isServersFailure(String reason) {
    return SERVERS_FAILURES.contains(reason) || reason.startsWith("http_5");
  }

  /** Whether that is the reason of what a server refused: then it answers. */
  public static boolean isAnswer(String reason) {
    return REFUSALS.contains(reason) || reason.startsWith("http_4");
  }

  /**
   * What the answer to a request to revoke a token says of it (RFC 7009, 2.2). Where none came and
   * more than one sign-in may end, nobody asks again: the token may have been revoked, and given to
   * the same account anew.
   *
   * @param reach what ends with it
   */
  public static Revocation ofRevocation(HttpAnswer answer, Revocation.Reach reach) {
    return switch (answer) {
      case HttpAnswer.Answered told when told.isAccepted() -> new Revocation.Revoked();
      case HttpAnswer.Answered told ->
          new Revocation.NotRevoked(
              reason(told),
              told.status() / 100 == 5 || told.status() == TOO_MANY_REQUESTS,
              told.retryAfter());
      case HttpAnswer.NotSent failure ->
          new Revocation.NotRevoked(
              failure.reason(), !failure.reason().equals(HttpAnswer.NOT_ALLOWED));
      case HttpAnswer.NoAnswer silence ->
          new Revocation.NotRevoked(silence.reason(), reach == Revocation.Reach.SIGN_IN);
    };
  }

  /** The stable code of a status. */
  public static String reason(HttpAnswer.Answered answer) {
    return "http_" + answer.status();
  }

  /**
   * An address that is closed, or a token that cannot be sent, stays so until a person mends it.
   */
  private static Delivery.NotDelivered notSent(HttpAnswer.NotSent failure) {
    return OF_THE_ACCOUNT.contains(failure.reason())
        ? Delivery.NotDelivered.ofAccount(failure.reason())
        : Delivery.NotDelivered.forNow(failure.reason());
  }

  private static Delivery ofRedirect(HttpAnswer.Answered answer) {
    return isMoved(answer)
        ? Delivery.NotDelivered.ofAccount(reason(answer))
        : new Delivery.Unknown(reason(answer));
  }

  /**
   * 307 and 308 say that the message was not taken here; other redirects are what a form answers
   * after taking it.
   */
  private static boolean isMoved(HttpAnswer.Answered answer) {
    return answer.status() == TEMPORARY_REDIRECT || answer.status() == PERMANENT_REDIRECT;
  }
}
