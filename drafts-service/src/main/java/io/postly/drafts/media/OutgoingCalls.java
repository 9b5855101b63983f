package io.postly.drafts.media;

import io.postly.action.outgoing.OutgoingHttp;
import io.postly.drafts.DraftsConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How this service reaches out, by its settings. */
class OutgoingCalls {

  @Produces
  @Singleton
  OutgoingHttp http(DraftsConfig config, Vertx vertx, Clock clock) {
    DraftsConfig.Outgoing outgoing = config.outgoing();
    return new OutgoingHttp(
        vertx,
        new OutgoingHttp.Timeouts(outgoing.connectTimeout(), outgoing.timeout()),
        outgoing.allowPrivateAddresses(),
        clock);
  }
}
