package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Signing in at Bluesky, or at any other server of the AT Protocol (atproto.com, "OAuth"). Which
 * server that is, the account's identity says; and only of that server it is believed who has
 * signed in there.
 */
@ApplicationScoped
class OAuthSignIn implements SignIn {

  private final OAuthBeginning beginning;
  private final OAuthCompleting completing;
  private final OAuthRenewing renewing;
  private final OAuthRevoking revoking;
  private final BlueskyClient client;

  OAuthSignIn(
      OAuthBeginning beginning,
      OAuthCompleting completing,
      OAuthRenewing renewing,
      OAuthRevoking revoking,
      BlueskyClient client) {
    this.beginning = beginning;
    this.completing = completing;
    this.renewing = renewing;
    this.revoking = revoking;
    this.client = client;
  }

  @Override
  public boolean isOffered() {
    return client.isKnowable();
  }

  @Override
  public boolean isNew() {
    return true;
  }

  @Override
  public boolean needsAccount() {
    return true;
  }

  @Override
  public Begun begin(Request request) {
    return beginning.begin(request);
  }

  @Override
  public Connection complete(Answer answer) {
    return complete(answer, _ -> {});
  }

  @Override
  public Connection complete(Answer answer, Consumer<String> unwanted) {
    return completing.complete(answer, unwanted);
  }

  /** Each sign-in has a key of its own, and so does what it grants. */
  @Override
  public Revocation.Reach revokes() {
    return Revocation.Reach.SIGN_IN;
  }

  @Override
  public String grant(String credentials) {
    return revoking.grant(credentials);
  }

  @Override
  public Revocation revoke(String credentials, String redirectUri) {
    return revoking.revoke(credentials);
  }

  @Override
  public Renewal renew(String credentials, BooleanSupplier isStopping) {
    return renewing.renew(credentials, isStopping);
  }
}
