package io.postly.action.pipeline;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What operators can set of the action pipeline, the same in every service. */
@ConfigMapping(prefix = "postly.action")
public interface ActionConfig {

  /** How often one person may call. */
  RateLimit rateLimit();

  /** The largest body that is read; a larger one is refused with {@code payload_too_large}. */
  @WithDefault("1M")
  MemorySize largestBody();

  /**
   * The largest file that is read, uploaded or fetched; a larger one is refused. The gateway's
   * {@code postly.gateway.max-upload-size} lets uploads through.
   */
  @WithDefault("8M")
  MemorySize largestUpload();

  /** Keyed calls. */
  Idempotency idempotency();

  /** Limits of one person through one client, in one replica. */
  interface RateLimit {
    /** Calls of one person through one client, in one replica; also the largest burst. */
    @WithDefault("600")
    @Min(1)
    @Max(1_000_000)
    int callsPerMinute();
  }

  /** What is kept of keyed calls. */
  interface Idempotency {
    /**
     * How long the first answer to a keyed call is kept: clients repeat calls after network
     * failures.
     */
    @WithDefault("PT24H")
    @DurationMin(hours = 1)
    Duration retention();
  }
}
