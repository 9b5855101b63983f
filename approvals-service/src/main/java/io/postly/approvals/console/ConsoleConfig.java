package io.postly.approvals.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What operators set of the review console. */
@ConfigMapping(prefix = "postly.console")
public interface ConsoleConfig {

  /** The gateway's address, under which the console calls the REST API, without a path. */
  @WithDefault("http://localhost:8080")
  @Pattern(
      regexp = "https?://[^/?#@\\s]+",
      message = "must be a scheme, a host and a port, without a path")
  String apiUrl();

  /**
   * Where browsers are sent to sign in; pages allow forms to end there. The issuer that the service
   * trusts, unless browsers know it by another address.
   */
  Optional<String> issuer();

  /** What the console proves itself with when it redeems a sign-in. */
  String clientSecret();

  /**
   * What cookies are encrypted with, and forms marked as the session's own; the same at every
   * replica.
   */
  @Size(min = 32, message = "must have at least 32 characters")
  String cookieKey();
}
