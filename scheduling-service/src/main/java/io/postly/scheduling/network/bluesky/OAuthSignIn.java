package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;

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
  private final BlueskyClient client;

  OAuthSignIn(
      OAuthBeginning beginning,
      OAuthCompleting completing,
      OAuthRenewing renewing,
      BlueskyClient client) {
    this.beginning = beginning;
    this.completing = completing;
    this.renewing = renewing;
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
    return completing.complete(answer);
  }

  @Override
  public Renewal renew(String credentials, BooleanSupplier isStopping) {
    return renewing.renew(credentials, isStopping);
  }
}
