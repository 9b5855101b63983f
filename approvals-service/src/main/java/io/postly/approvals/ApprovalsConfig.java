package io.postly.approvals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What operators can set of the approvals service. */
@ConfigMapping(prefix = "postly.approvals")
public interface ApprovalsConfig {

  /**
   * Whether people may approve what they wrote or asked for themselves. Default: false, which is
   * the four-eyes principle.
   */
  @WithDefault("false")
  boolean selfApproval();
}
