package io.postly.drafts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

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
}
