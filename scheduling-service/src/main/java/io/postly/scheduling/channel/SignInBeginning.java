package io.postly.scheduling.channel;

import io.postly.action.confirmation.ConfirmationConfig;
import io.postly.action.identifier.Identifiers;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a person sign in at a network, to connect an account or to give a channel new credentials.
 */
@ApplicationScoped
class SignInBeginning {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Channels channels;
  private final ChannelSignIns signIns;
  private final Networks networks;
  private final SignInOffers offers;
  private final AccountChecking checking;
  private final SignInSecrets secrets;
  private final CredentialVault vault;
  private final ActionContext context;
  private final ConfirmationConfig addresses;
  private final Clock clock;

  SignInBeginning(
      Channels channels,
      ChannelSignIns signIns,
      Networks networks,
      SignInOffers offers,
      AccountChecking checking,
      SignInSecrets secrets,
      CredentialVault vault,
      ActionContext context,
      ConfirmationConfig addresses,
      Clock clock) {
    this.channels = channels;
    this.signIns = signIns;
    this.networks = networks;
    this.offers = offers;
    this.checking = checking;
    this.secrets = secrets;
    this.vault = vault;
    this.context = context;
    this.addresses = addresses;
    this.clock = clock;
  }

  BegunSignIn begin(String workspace, NewSignIn wanted) {
    requireOneKind(wanted);
    Optional<Channel> existing =
        Optional.ofNullable(wanted.channelId()).map(id -> channels.connected(workspace, id));
    Network network =
        existing
            .map(channel -> networks.get(channel.network()))
            .orElseGet(() -> networks.require(wanted.network()));
    SignIn way = offered(network);
    Optional<String> server = server(way, wanted, existing);
    Optional<String> account = account(way, wanted, existing);
    Optional<String> visibility = visibility(way, wanted);
    String name = existing.isPresent() ? null : freeName(workspace, wanted.name());
    String state = secrets.state(workspace);
    String verifier = secrets.verifier();
    SignIn.Begun begun =
        checking.check(
            () ->
                way.begin(
                    new SignIn.Request(
                        state,
                        SignInSecrets.challenge(verifier),
                        returnAddress(),
                        server,
                        account,
                        visibility)));

    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ChannelSignIn signIn = new ChannelSignIn();
    signIn.id = Identifiers.next();
    signIn.stateDigest = SignInSecrets.digest(state);
    signIn.workspace = workspace;
    signIn.person = context.caller().id();
    signIn.network = network.name();
    signIn.server = server.orElse(null);
    signIn.name = name;
    signIn.channelId = wanted.channelId();
    signIn.encryptedVerifier = vault.encrypt(signIn.id, verifier);
    signIn.encryptedMemory =
        begun.memory().map(memory -> vault.encrypt(signIn.id, memory)).orElse(null);
    signIn.expiresAt = now.plus(LIFETIME);
    signIns.add(signIn, now);

    report(existing, begun.openWithin().filter(wait -> wait.compareTo(LIFETIME) < 0));
    return new BegunSignIn(begun.address(), network.name(), signIn.expiresAt);
  }

  /** Where networks send people back to: it is registered with each of them. */
  String returnAddress() {
    return addresses.consoleUrl() + SignIn.RETURN_PATH;
  }

  private static void requireOneKind(NewSignIn wanted) {
    List<Violation> violations = new ArrayList<>();
    if (wanted.channelId() == null) {
      requireText(violations, "network", wanted.network());
      requireText(violations, "name", wanted.name());
    } else {
      refuse(violations, "network", wanted.network());
      refuse(violations, "name", wanted.name());
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private static void requireText(List<Violation> violations, String field, String value) {
    if (value == null || value.isBlank()) {
      violations.add(Violation.of(field, "is required, unless channel_id is given"));
    }
  }

  private static void refuse(List<Violation> violations, String field, String value) {
    if (value != null) {
      violations.add(Violation.of(field, "is the channel's own; leave it out"));
    }
  }

  private SignIn offered(Network network) {
    SignIn way =
        network
            .signIn()
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "network",
                        "is connected with connect_channel and reconnect_channel, not by signing"
                            + " in"));
    if (!way.isOffered()) {
      throw ProblemException.of(
          SchedulingErrorCode.NETWORK_NOT_SET_UP,
          "This installation is not set up for signing in at the network " + network.name() + ".");
    }
    if (offers.isTooEarly(way)) {
      throw ProblemException.of(
              SchedulingErrorCode.NETWORK_NOT_SET_UP,
              "Signing in at the network "
                  + network.name()
                  + " is not offered yet: this installation has just been upgraded.")
          .nextStep("Try again an hour after the upgrade.");
    }
    return way;
  }

  private static Optional<String> server(SignIn way, NewSignIn wanted, Optional<Channel> existing) {
    Optional<String> named = given(wanted.server());
    if (!way.needsServer() && named.isPresent()) {
      throw ProblemException.invalid("server", "belongs to networks of many servers; leave it out");
    }
    Optional<String> server =
        named.or(() -> existing.flatMap(Channel::accountId).flatMap(way::serverOf));
    if (way.needsServer() && server.isEmpty()) {
      throw ProblemException.invalid("server", "is required for this network");
    }
    return server;
  }

  private static Optional<String> account(
      SignIn way, NewSignIn wanted, Optional<Channel> existing) {
    Optional<String> named = given(wanted.account());
    if (way.needsAccount()) {
      return Optional.of(
          named
              .or(() -> existing.flatMap(Channel::accountId))
              .orElseThrow(
                  () -> ProblemException.invalid("account", "is required for this network")));
    }
    if (named.isPresent()) {
      throw ProblemException.invalid(
          "account", "belongs to networks that have to know the account before; leave it out");
    }
    return Optional.empty();
  }

  private static Optional<String> visibility(SignIn way, NewSignIn wanted) {
    Optional<String> named = Optional.ofNullable(wanted.visibility());
    if (!way.takesVisibility() && named.isPresent()) {
      throw ProblemException.invalid(
          "visibility", "belongs to networks where it can be said; leave it out");
    }
    return named;
  }

  private static Optional<String> given(String field) {
    return Optional.ofNullable(field).map(String::strip).filter(text -> !text.isEmpty());
  }

  private String freeName(String workspace, String wanted) {
    String name = wanted.strip();
    if (channels.isNameTaken(workspace, name)) {
      throw Channels.nameTaken();
    }
    return name;
  }

  /** Minutes are told in full: what is told must not be longer than the network waits. */
  private void report(Optional<Channel> existing, Optional<Duration> wait) {
    existing.ifPresent(channel -> context.subject("channel", channel.id(), null));
    context.undo(Undo.impossible("Nothing is connected yet; a sign-in ends by itself."));
    context.nextStep(
        "Have the person who made this call open sign_in_url in a browser within %d minutes."
            .formatted(Math.max(1, wait.orElse(LIFETIME).toMinutes())));
    context.shownOnce("sign_in_url");
  }
}
