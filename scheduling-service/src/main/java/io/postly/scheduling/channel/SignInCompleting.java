package io.postly.scheduling.channel;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Optional;

/** Takes a person back who has signed in at a network, and connects the account. */
@ApplicationScoped
class SignInCompleting {

  private final ChannelSignIns signIns;
  private final SignInBeginning beginning;
  private final ChannelConnecting connecting;
  private final ChannelReconnecting reconnecting;
  private final Networks networks;
  private final AccountChecking checking;
  private final CredentialVault vault;
  private final Event<CredentialsGranted> grants;
  private final ActionContext context;
  private final Clock clock;

  SignInCompleting(
      ChannelSignIns signIns,
      SignInBeginning beginning,
      ChannelConnecting connecting,
      ChannelReconnecting reconnecting,
      Networks networks,
      AccountChecking checking,
      CredentialVault vault,
      Event<CredentialsGranted> grants,
      ActionContext context,
      Clock clock) {
    this.signIns = signIns;
    this.beginning = beginning;
    this.connecting = connecting;
    this.reconnecting = reconnecting;
    this.networks = networks;
    this.checking = checking;
    this.vault = vault;
    this.grants = grants;
    this.context = context;
    this.clock = clock;
  }

  ConnectedChannel complete(String workspace, SignInReturn back) {
    ChannelSignIn signIn =
        signIns
            .take(back.state(), workspace, context.caller().id(), clock.instant())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        SchedulingErrorCode.SIGN_IN_NOT_OPEN,
                        "You have begun no such sign-in here in the last ten minutes, or it has"
                            + " been used."));
    Network network = networks.get(signIn.network);
    Connection account = checking.check(() -> account(network, signIn, back));
    ConnectedChannel connected =
        signIn
            .channel()
            .map(channelId -> reconnecting.reconnect(workspace, channelId, account))
            .orElseGet(() -> connecting.connect(workspace, network, signIn.name, account));
    signIns.end(signIn);
    return connected;
  }

  private Connection account(Network network, ChannelSignIn signIn, SignInReturn back) {
    SignIn.Answer answer =
        new SignIn.Answer(
            back.code(),
            vault.decrypt(signIn.id, signIn.encryptedVerifier),
            beginning.returnAddress(),
            signIn.server(),
            Optional.ofNullable(back.iss()),
            vault.decrypt(signIn.id, signIn.encryptedMemory()));
    SignIn way = network.signIn().orElseThrow();
    Connection account =
        way.complete(answer, unwanted -> tellGranted(signIn, Optional.empty(), unwanted));
    account
        .credentials()
        .ifPresent(credentials -> tellGranted(signIn, account.accountId(), credentials));
    return account;
  }

  /** Unless all goes well after that, nothing uses what was granted. */
  private void tellGranted(ChannelSignIn signIn, Optional<String> accountId, String credentials) {
    grants.fire(
        new CredentialsGranted(
            new SealedCredentials(
                signIn.network, accountId, signIn.id, vault.encrypt(signIn.id, credentials))));
  }
}
