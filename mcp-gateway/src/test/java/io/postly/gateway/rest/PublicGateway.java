package io.postly.gateway.rest;

import io.postly.gateway.config.GatewayConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings of a gateway that others can reach. */
final class PublicGateway {

  private PublicGateway() {}

  static GatewayConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(GatewayConfig.class)
        .withDefaultValues(
            Map.of(
                "postly.gateway.public-url", "https://postly.example",
                "postly.gateway.issuer", "https://postly.example/realms/postly",
                "postly.gateway.authorization-url", "https://postly.example/auth",
                "postly.gateway.token-url", "https://postly.example/token"))
        .build()
        .getConfigMapping(GatewayConfig.class);
  }
}
