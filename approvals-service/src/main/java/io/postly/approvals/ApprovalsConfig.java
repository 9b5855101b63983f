package io.postly.approvals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What operators can set of the approvals service. */
@ConfigMapping(prefix = "postly.approvals")
public interface ApprovalsConfig {

  /**
   * Whether people may approve what they wrote or asked for themselves, in workspaces that have not
   * set a policy. Default: false, which is the four-eyes principle.
   */
  @WithDefault("false")
  boolean selfApproval();

  /**
   * The time between two looks for reviews that are to be reminded of or have expired, such as
   * {@code 1m}; {@code off} for never. Default: 1 minute.
   */
  @WithDefault("1m")
  String deadlineInterval();
}
