package io.postly.drafts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How drafts are kept and shown. */
@ConfigMapping(prefix = "postly.drafts")
public interface DraftsConfig {

  /**
   * The address under which clients reach Postly, without a path or a trailing slash: the links to
   * drafts begin with it.
   */
  @WithDefault("http://localhost:8080")
  @Pattern(
      regexp = "https?://[^/?#@\\s]+",
      message = "must be a scheme, a host and a port, without a path")
  String publicUrl();

  /** How pictures are fetched from strangers' servers. */
  Outgoing outgoing();

  /** Everything that is fetched from strangers' servers. */
  interface Outgoing {

    /**
     * Whether pictures may be fetched from loopback, private and otherwise not public addresses,
     * and without encryption. For local use alone.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** How long connecting, TLS included, may take for each of at most three addresses. */
    @WithDefault("PT3S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** How long the other side may take to answer once the request is being sent. */
    @WithDefault("PT10S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration timeout();
  }
}
