package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.http.JsonHttp;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells authorization servers who this installation is. The document is for the world: it holds
 * addresses and the public halves of keys. Where there is none, nothing is found.
 */
@ApplicationScoped
class ClientDocument {

  /** So long a key that was taken out of use may still be taken for one. */
  private static final String FOR_FIVE_MINUTES = "public, max-age=300";

  private final BlueskyClient client;
  private final JsonHttp json;

  ClientDocument(BlueskyClient client, JsonHttp json) {
    this.client = client;
    this.json = json;
  }

  void register(@Observes Router router) {
    client
        .document()
        .map(json::write)
        .ifPresent(
            document ->
                router
                    .get(BlueskyClient.PATH)
                    .handler(
                        request ->
                            request
                                .response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_FIVE_MINUTES)
                                .end(document)));
  }
}
