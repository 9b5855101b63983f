package io.postly.scheduling.network.bluesky;

import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** What the domain name system says of handles, as the machine asks it. */
@ApplicationScoped
class HandleRecords {

  private static final Logger LOG = Logger.getLogger(HandleRecords.class);
  private static final long PATIENCE_MILLIS = 3_000;

  private final Vertx vertx;
  private final DnsClientOptions options;

  @Inject
  HandleRecords(Vertx vertx) {
    this(vertx, new DnsClientOptions().setQueryTimeout(PATIENCE_MILLIS));
  }

  /** As asked with these options. */
  HandleRecords(Vertx vertx, DnsClientOptions options) {
    this.vertx = vertx;
    this.options = options;
  }

  /** The texts that stand at a name; none if there are none, or nobody answers in time. */
  List<String> texts(String name) {
    DnsClient client;
    try {
      client = vertx.createDnsClient(options);
    } catch (RuntimeException e) {
      LOG.debug("No name server is known", e);
      return List.of();
    }
    try {
      return client
          .resolveTXT(name)
          .toCompletionStage()
          .toCompletableFuture()
          .get(options.getQueryTimeout(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf(e, "%s: no texts", name);
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      client.close();
    }
  }
}
