package io.postly.gateway.console;

import io.postly.gateway.config.GatewayConfig;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** Where the review console is. */
@ConfigMapping(prefix = "postly.console")
public interface ConsoleConfig {

  /** The address of the service that has the console's pages, without a path. */
  @Pattern(
      regexp = GatewayConfig.ORIGIN,
      message = "must be a scheme, a host and a port, without a path")
  String url();
}
