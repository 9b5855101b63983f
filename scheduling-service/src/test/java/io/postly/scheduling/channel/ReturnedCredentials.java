package io.postly.scheduling.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What tests of networks have to know of credentials that are given back. */
@ApplicationScoped
public class ReturnedCredentials {

  @Inject CredentialReturns returns;

  /** Waits until nothing is left to be given back. */
  public void await() {
    returns.awaitIdle();
  }
}
