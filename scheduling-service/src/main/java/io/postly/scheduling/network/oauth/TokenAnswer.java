package io.postly.scheduling.network.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.BearerToken;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Renewal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an authorization server answers to a request for tokens (RFC 6749, 5). */
public sealed interface TokenAnswer {

  /** The code of a grant that is not worth anything any more. */
  String INVALID_GRANT = "invalid_grant";

  /**
   * Tokens.
   *
   * @param refreshToken where the server gave one
   * @param expiresIn how long the access token lasts, where the server says so
   * @param body everything that the server said
   */
  record Granted(
      String accessToken,
      Optional<String> refreshToken,
      Optional<Duration> expiresIn,
      JsonNode body)
      implements TokenAnswer {

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /**
   * The server refuses, and says why.
   *
   * @param error the code of the standard, or the server's own
   * @param description for people; not to be shown
   */
  record Refused(String error, String description) implements TokenAnswer {}

  /** Nothing that a working server would say. */
  record Unclear(HttpAnswer answer) implements TokenAnswer {}

  /**
   * Reads an answer. Tokens that could not be sent are none.
   *
   * @param json reads its body
   */
  static TokenAnswer of(HttpAnswer answer, Function<HttpAnswer.Answered, JsonNode> json) {
    if (!(answer instanceof HttpAnswer.Answered answered)) {
      return new Unclear(answer);
    }
    JsonNode body = json.apply(answered);
    if (answered.isAccepted()) {
      return text(body, "access_token")
          .filter(_ -> areSendable(body))
          .<TokenAnswer>map(token -> granted(token, body))
          .orElseGet(() -> new Unclear(answer));
    }
    return answered.status() / 100 == 4 && answered.status() != Limits.TOO_MANY_REQUESTS
        ? text(body, "error")
            .filter(error -> Limits.ERROR.matcher(error).matches())
            .<TokenAnswer>map(error -> new Refused(error, body.path("error_description").asText()))
            .orElseGet(() -> new Unclear(answer))
        : new Unclear(answer);
  }

  private static boolean areSendable(JsonNode body) {
    return Stream.of("access_token", "refresh_token")
        .flatMap(member -> text(body, member).stream())
        .allMatch(BearerToken::isSendable);
  }

  private static Granted granted(String token, JsonNode body) {
    return new Granted(
        token,
        text(body, "refresh_token"),
        Optional.of(body.path("expires_in").asLong())
            .filter(seconds -> seconds > 0 && seconds <= Limits.LONGEST.toSeconds())
            .map(Duration::ofSeconds),
        body);
  }

  private static Optional<String> text(JsonNode body, String member) {
    return Optional.of(body.path(member))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The tokens that a person has signed in for.
   *
   * @param server what people know the network by
   * @throws ProblemException {@code account_refused} or {@code network_unavailable}
   */
  default Granted orProblem(String server) {
    return switch (this) {
      case Granted granted -> granted;
      case Refused refused -> throw ConnectProblems.signInRefused(server, refused.error());
      case Unclear unclear -> throw ConnectProblems.unavailable(unclear.answer(), server);
    };
  }

  /** What it comes to where no tokens were granted, and the refusal is not one of the grant's. */
  static Renewal notNow(TokenAnswer answer) {
    return switch (answer) {
      case Granted _ -> throw new IllegalArgumentException("Tokens were granted");
      case Refused refused -> new Renewal.NotNow(refused.error(), Optional.empty());
      case Unclear unclear -> HttpVerdict.notRenewed(unclear.answer());
    };
  }

  /** What of an answer is believed. */
  final class Limits {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private Limits() {}
  }
}
