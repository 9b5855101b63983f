package io.postly.local.workflow;

import java.util.Map;

/** One person's way to call actions by name: as tools through MCP, or as routes through REST. */
interface Actions {

  /** The label of the packaging, as metrics and the activity log have it. */
  String channel();

  /** Calls an action. {@code idempotency_key} may be among the arguments. */
  Answer call(String action, Map<String, Object> arguments);
}
