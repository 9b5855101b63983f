package io.postly.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the gateway presents itself, and the bounds it keeps. */
@ConfigMapping(prefix = "postly.gateway")
public interface GatewayConfig {

  /** A scheme, a host and, where it is not the scheme's own, a port. */
  String ORIGIN = "https?://[^/?#@\\s]+";

  /**
   * The address under which clients reach the gateway. With {@code /mcp} it is the identifier of
   * the OAuth resource.
   */
  @WithDefault("http://localhost:8080")
  @Pattern(regexp = ORIGIN, message = "must be a scheme, a host and a port, without a path")
  String publicUrl();

  /** The issuer that clients sign in with, as the protected resource metadata names it. */
  @Pattern(
      regexp = "https?://\\S+[^/\\s]",
      message = "must be an http(s) URL without a trailing slash")
  String issuer();

  /**
   * Where people are sent to sign in; named in the OpenAPI documents. The default is Keycloak's.
   */
  @Pattern(regexp = "https?://\\S+", message = "must be an http(s) URL")
  String authorizationUrl();

  /** Where clients fetch tokens; named in the OpenAPI documents. The default is Keycloak's. */
  @Pattern(regexp = "https?://\\S+", message = "must be an http(s) URL")
  String tokenUrl();

  /**
   * What a developer may read; named in the protected resource metadata. The OpenAPI document,
   * unless there is more.
   */
  Optional<@Pattern(regexp = "https?://\\S+", message = "must be an http(s) URL") String>
      documentationUrl();

  /** Origins that a browser may call from, besides the public address and this machine. */
  @WithDefault("https://chatgpt.com")
  @NotEmpty
  Set<@Pattern(regexp = ORIGIN, message = "must be an origin") String> allowedOrigins();

  /**
   * Values of the Host header that are accepted, besides the public address's and this machine's:
   * {@code name[:port]}.
   */
  Optional<
          Set<
              @Pattern(regexp = "[^/?#@\\s]+", message = "must be a host with an optional port")
              String>>
      allowedHosts();

  /**
   * What the gateway authenticates by what clients carry for it from one request to the next; the
   * same at every replica. Without one, each replica makes a key of its own at each start, which
   * does for a single one.
   */
  Optional<@Size(min = 32, message = "must have at least 32 characters") String> sealKey();

  /**
   * The OAuth client of the review console: calls with its tokens are a person's own. Without one,
   * nobody can confirm what assistants want to do. Name only a client that the provider has;
   * whoever could register one of that name would be the console.
   */
  Optional<@Size(min = 1, message = "must not be empty") String> consoleClient();

  /** The largest request body that is read, forms of the console included. */
  @WithDefault("1M")
  MemorySize maxRequestSize();

  /**
   * The largest file that is read; the services' {@code postly.action.largest-upload} is what they
   * take of it.
   */
  @WithDefault("8M")
  MemorySize maxUploadSize();

  /** The largest answer of a service that is passed on. */
  @WithDefault("4M")
  MemorySize maxResponseSize();

  /** How long a service, or the identity provider, may take to answer. */
  @WithDefault("30S")
  @DurationMin(millis = 1)
  Duration timeout();

  /** The identifier of the MCP endpoint as an OAuth 2.0 resource, and its address. */
  default String resource() {
    return publicUrl() + "/mcp";
  }
}
