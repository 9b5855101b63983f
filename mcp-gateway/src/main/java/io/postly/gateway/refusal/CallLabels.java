package io.postly.gateway.refusal;

import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What a call is counted under. Both values are bounded: no text of a caller ever becomes a label.
 *
 * @param tool the operation's name, or {@code unknown}
 * @param channel the way by which the call came
 */
public record CallLabels(String tool, Packaging channel) {

  /** A call of which the operation is not known, or not yet. */
  public static CallLabels unknown(Packaging channel) {
    return new CallLabels("unknown", channel);
  }

  /** A call of that operation. */
  public static CallLabels of(Operation operation, Packaging channel) {
    return new CallLabels(operation.name(), channel);
  }

  /** Lets a refusal of the request be counted under these labels. */
  public void attachTo(RoutingContext request) {
    request.put(CallLabels.class.getName(), this);
  }

  /**
   * Lets the request count as no call: a client's first one, without a token, asks how to sign in.
   */
  public static void detachFrom(RoutingContext request) {
    request.remove(CallLabels.class.getName());
  }

  /** The labels of a request that is a call. */
  static Optional<CallLabels> of(RoutingContext request) {
    return Optional.ofNullable(request.get(CallLabels.class.getName()));
  }
}
