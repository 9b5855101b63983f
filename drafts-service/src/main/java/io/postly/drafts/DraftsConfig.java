package io.postly.drafts;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  @Valid
  Outgoing outgoing();

  /** Which pictures are fetched from strangers' servers. */
  @Valid
  Fetching fetching();

  /**
   * The most bytes of pictures that a workspace may keep, each picture counted once; what is more
   * is refused with {@code media_quota_reached}. Nothing that is kept is removed.
   */
  @WithDefault("10G")
  MemorySize mediaQuota();

  /**
   * Which pictures are fetched from strangers' servers. An assistant that was persuaded to can tell
   * a server something by the address that it asks for.
   */
  interface Fetching {

    /**
     * Whether pictures are fetched by their address, which is also how those come that are attached
     * in a chat. Without it, they come by {@code upload_media} alone.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * The only hosts that pictures are fetched from; {@code *.example.org} stands for all below
     * {@code example.org}. Any public host by default. With this set, those that the chat keeps
     * attached files on have to be among them.
     */
    Optional<
            List<
                @Pattern(
                    regexp = "(\\*\\.)?[A-Za-z0-9.:-]{1,253}",
                    message = "must be the name of a host, or *. and one")
                String>>
        hosts();
  }

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
