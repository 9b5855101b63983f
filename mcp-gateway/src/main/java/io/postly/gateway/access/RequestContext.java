package io.postly.gateway.access;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Brings what goes on elsewhere back to where a request is handled: its event loop, with its trace.
 */
public final class RequestContext {

  private RequestContext() {}

  /** Runs tasks where the caller of this runs now. */
  public static Executor current() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
  }
}
