package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;

/** Why an account cannot be connected, as its network has it. */
public final class ConnectProblems {

  private ConnectProblems() {}

  /**
   * The network does not accept the account.
   *
   * @param detail what is wrong, for the person who connects it
   */
  public static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.ACCOUNT_REFUSED, detail);
  }

  /**
   * The network does not give the tokens that a person has signed in for.
   *
   * @param server what people know it by
   * @param reason in its words, or in those of HTTP
   */
  public static ProblemException signInRefused(String server, String reason) {
    return refused("%s does not accept the sign-in (%s).".formatted(server, reason))
        .nextStep("Begin the sign-in again; if that does not help, tell whoever runs Postly.");
  }

  /**
   * The network does not answer, or not what it should.
   *
   * @param server what people know it by
   */
  public static ProblemException unavailable(HttpAnswer answer, String server) {
    ProblemException problem =
        ProblemException.of(
            SchedulingErrorCode.NETWORK_UNAVAILABLE, server + " " + what(answer) + ".");
    if (answer instanceof HttpAnswer.Answered answered) {
      answered.retryAfter().ifPresent(problem::retryAfter);
    }
    return problem;
  }

  private static String what(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.Answered accepted when accepted.isAccepted() ->
          "answers something else than the network's own servers do";
      case HttpAnswer.Answered redirect when redirect.status() / 100 == 3 ->
          "answers with a redirect; give the address that it leads to";
      case HttpAnswer.Answered refused -> "answers HTTP " + refused.status();
      case HttpAnswer.NotSent failure -> "cannot be reached: " + failure.reason();
      case HttpAnswer.NoAnswer silence -> "does not answer: " + silence.reason();
    };
  }
}
