package io.postly.action.confirmation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** In a service that knows no policy, no client's dialog counts. */
@ApplicationScoped
@DefaultBean
class NoTrustedClients implements TrustedClients {

  @Override
  public boolean trusts(String workspace, String client) {
    return false;
  }
}
