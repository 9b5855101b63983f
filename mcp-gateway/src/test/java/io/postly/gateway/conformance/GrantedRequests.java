package io.postly.gateway.conformance;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Signs the conformance suite in, which cannot do that itself. */
@Singleton
@IfBuildProfile(ConformanceProfile.NAME)
class GrantedRequests {

  private static final int BEFORE_EVERYTHING = -100_000;

  private volatile String token = "";

  void use(String granted) {
    token = granted;
  }

  void register(@Observes Router router) {
    router
        .route("/mcp*")
        .order(BEFORE_EVERYTHING)
        .handler(
            request -> {
              if (request.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
                request.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
              }
              request.next();
            });
  }
}
