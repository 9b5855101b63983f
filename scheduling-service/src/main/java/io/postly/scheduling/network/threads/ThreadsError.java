package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import java.util.Optional;
import java.util.Set;

/**
 * Why Threads refuses, in the numbers of Meta's Graph API (developers.facebook.com, "Handle
 * Errors").
 *
 * @param code what kind of refusal it is; 0 if Threads does not say
 * @param subcode more exactly; 0 if Threads does not say
 * @param words the same in Threads' own words, those for people where it has any
 */
record ThreadsError(int code, int subcode, Optional<NetworkWords> words) {

  private static final int TOKEN_ENDED = 190;
  private static final int PERMISSION = 10;
  private static final int FIRST_PERMISSION = 200;
  private static final int LAST_PERMISSION = 299;
  private static final int INVALID_PARAMETER = 100;
  private static final int NO_SUCH_OBJECT = 33;

  /** Limits of the app, of the profile, and of the API as a whole. */
  private static final Set<Integer> LIMITS = Set.of(4, 17, 32, 341, 613);

  /** What was made is not ready to be published, or has ended. */
  private static final int MADE_NOT_FOUND = 24;

  /** What is to be in a carousel is not ready for that, or has ended. */
  private static final int ITEMS_NOT_FOUND = 4279004;

  /**
   * Instagram's, which fetches as Threads does (its "Error Codes"): the picture is too large, has a
   * format that is not taken, or has sides that do not fit each other.
   */
  private static final Set<Integer> PICTURE = Set.of(2207004, 2207005, 2207009);

  private static final int UNAUTHORIZED = 401;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  static ThreadsError of(JsonNode body) {
    JsonNode error = body.path("error");
    return new ThreadsError(
        error.path("code").asInt(),
        error.path("error_subcode").asInt(),
        NetworkWords.of(error.path("error_user_msg"))
            .or(() -> NetworkWords.of(error.path("message"))));
  }

  /** Whether the token is worth nothing any more. */
  boolean isOfTheToken() {
    return code == TOKEN_ENDED;
  }

  /** Whether the object that was asked for is not there, or is nobody's that the token is of. */
  boolean isOfAMissingObject() {
    return code == INVALID_PARAMETER && subcode == NO_SUCH_OBJECT;
  }

  /** Whether a picture has been fetched, and is none that is taken. */
  boolean isOfThePicture() {
    return PICTURE.contains(subcode);
  }

  private boolean isOfTheAccount(int status) {
    return isOfTheToken()
        || status == UNAUTHORIZED
        || code == PERMISSION
        || (code >= FIRST_PERMISSION && code <= LAST_PERMISSION);
  }

  /** What a refusal, an answer of 4xx, says of the post that it is about. */
  Delivery.NotDelivered verdict(HttpAnswer.Answered refused) {
    return judged(refused).saying(words);
  }

  private Delivery.NotDelivered judged(HttpAnswer.Answered refused) {
    String reason = HttpVerdict.reason(refused);
    if (isOfTheAccount(refused.status())) {
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
    }
    boolean isForNow =
        refused.status() == TOO_MANY_REQUESTS
            || refused.status() == REQUEST_TIMEOUT
            || LIMITS.contains(code)
            || code == MADE_NOT_FOUND
            || subcode == ITEMS_NOT_FOUND;
    return isForNow
        ? Delivery.NotDelivered.forNow(reason, refused.retryAfter())
        : Delivery.NotDelivered.ofPost(reason);
  }
}
