package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Signs in to an account that is to be connected. */
@ApplicationScoped
class Connecting {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SigningIn signingIn;
  private final Sessions sessions;
  private final ServerAddress addresses;
  private final JsonHttp http;
  private final Clock clock;

  Connecting(
      SigningIn signingIn, Sessions sessions, ServerAddress addresses, JsonHttp http, Clock clock) {
    this.signingIn = signingIn;
    this.sessions = sessions;
    this.addresses = addresses;
    this.http = http;
    this.clock = clock;
  }

  /**
   * What is to be kept of the account.
   *
   * @throws ProblemException {@code invalid_input}, {@code account_refused}, {@code
   *     network_unavailable}
   */
  Connection connect(BlueskyAccount wanted) {
    String identifier = Identifier.normalized(wanted.handle());
    String service =
        wanted.service() == null ? PasswordCredentials.BLUESKY : wanted.service().strip();
    check(identifier, service);
    HttpAddress address = addresses.read(service).orElseThrow();
    String password = wanted.appPassword().strip();
    return switch (signingIn.withPassword(
        address, identifier, password, clock.instant().plus(PATIENCE))) {
      case SessionAnswer.SignedIn signedIn -> connected(address, password, signedIn.session());
      case SessionAnswer.Refused refused -> throw refused(refused.reason());
      case SessionAnswer.NotNow notNow -> throw unavailable(address, notNow);
    };
  }

  private void check(String identifier, String service) {
    List<Violation> violations = new ArrayList<>();
    if (!Identifier.isHandle(identifier) && !Identifier.isDid(identifier)) {
      violations.add(
          Violation.of("bluesky.handle", "must be a handle such as name.bsky.social, or a DID"));
    }
    addresses
        .objection(service)
        .ifPresent(objection -> violations.add(Violation.of("bluesky.service", objection)));
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private Connection connected(HttpAddress service, String appPassword, Session session) {
    PasswordCredentials credentials =
        new PasswordCredentials(
            service.origin(),
            session.server().origin(),
            session.did(),
            session.handle(),
            appPassword);
    sessions.begin(credentials, session);
    return new Connection(
        Optional.of(http.write(credentials)),
        Optional.of(session.did()),
        Optional.of(Identifier.isHandle(session.handle()) ? "@" + session.handle() : session.did()),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static ProblemException refused(String reason) {
    String detail =
        switch (reason) {
          case Delivery.CREDENTIALS_REFUSED ->
              "Bluesky does not accept that handle with that app password.";
          case "app_password_required" ->
              "Bluesky asks for a second factor: give an app password, not the account's own.";
          default -> "Bluesky does not let the account sign in: " + reason + ".";
        };
    return ConnectProblems.refused(detail);
  }

  private static ProblemException unavailable(HttpAddress service, SessionAnswer.NotNow notNow) {
    ProblemException problem =
        ProblemException.of(
            SchedulingErrorCode.NETWORK_UNAVAILABLE,
            "%s did not sign the account in: %s.".formatted(service.origin(), notNow.reason()));
    notNow.retryAfter().ifPresent(problem::retryAfter);
    return problem;
  }
}
