package io.postly.action.trace;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What spans say. All values are from fixed sets, but for the identifier of an action, which stands
 * in the audit trail too: no argument, workspace, person or token is ever among them.
 */
public final class TraceAttributes {

  /** The action's name. */
  public static final AttributeKey<String> ACTION = AttributeKey.stringKey("postly.action");

  /** The identifier of the action's audit entry. */
  public static final AttributeKey<String> ACTION_ID = AttributeKey.stringKey("postly.action_id");

  /** The way by which the call came. */
  public static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("postly.channel");

  /** {@link #OK}, or the category of the problem, as metrics have it. */
  public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("postly.outcome");

  /** The code of the problem. */
  public static final AttributeKey<String> ERROR_CODE = AttributeKey.stringKey("postly.error_code");

  /** The service that is called. */
  public static final AttributeKey<String> SERVICE = AttributeKey.stringKey("postly.service");

  /** The network that is posted to. */
  public static final AttributeKey<String> NETWORK = AttributeKey.stringKey("postly.network");

  /** The CloudEvents type. */
  public static final AttributeKey<String> EVENT = AttributeKey.stringKey("postly.event");

  /** Why a network did not take something: a stable code. */
  public static final AttributeKey<String> REASON = AttributeKey.stringKey("postly.reason");

  /** The outcome of what was done. */
  public static final String OK = "ok";

  /** The outcome of what failed by the system's own fault. */
  public static final String SYSTEM = "system";

  private TraceAttributes() {}
}
