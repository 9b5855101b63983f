package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.scheduling.network.Delivery.NotDelivered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Calls an account's server in its name, whichever way Postly was let in. */
@ApplicationScoped
class AccountCalls {

  private final Sessions sessions;
  private final GrantedCalls granted;

  AccountCalls(Sessions sessions, GrantedCalls granted) {
    this.sessions = sessions;
    this.granted = granted;
  }

  /** What keeps Postly from calling; empty if it can, as far as is known before. */
  Optional<NotDelivered> obstacle(BlueskyCredentials account, Instant sendBefore) {
    return switch (account) {
      case GrantedCredentials grant -> granted.obstacle(grant);
      case PasswordCredentials password -> sessions.obstacle(password, sendBefore);
    };
  }

  /** The server that holds the account's posts, as far as is known. */
  Optional<HttpAddress> server(BlueskyCredentials account) {
    return switch (account) {
      case GrantedCredentials grant -> granted.server(grant);
      case PasswordCredentials password -> sessions.server(password);
    };
  }

  /** Calls a method in the account's name, at most once as far as its server does anything. */
  CallOutcome call(BlueskyCredentials account, XrpcRequest request, Instant sendBefore) {
    return switch (account) {
      case GrantedCredentials grant -> granted.call(grant, request, sendBefore);
      case PasswordCredentials password -> sessions.call(password, request, sendBefore);
    };
  }
}
