package io.postly.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/** The services whose actions the gateway offers. */
@ConfigMapping(prefix = "postly.services")
public interface ServicesConfig {

  /** By name; the contract of each is the resource {@code contracts/<name>/openapi.json}. */
  @WithParentName
  @NotEmpty
  Map<String, @Valid Service> services();

  /** One service. */
  interface Service {

    /** The service's address, without a path or a trailing slash. */
    @Pattern(
        regexp = GatewayConfig.ORIGIN,
        message = "must be a scheme, a host and a port, without a path")
    String url();
  }
}
