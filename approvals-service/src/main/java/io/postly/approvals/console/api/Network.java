package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A network that accounts can be on.
 *
 * @param signIn whether accounts are connected by signing in there: {@code offered}, {@code
 *     unavailable} or {@code none}
 * @param needsServer whether it has many servers
 * @param needsAccount whether it has to be told which account it is before
 * @param takesVisibility whether it can be told who is to see the posts
 */
@TemplateData
@RegisterForReflection
public record Network(
    String network,
    String signIn,
    boolean needsServer,
    boolean needsAccount,
    boolean takesVisibility) {

  /** Whether accounts are connected by signing in there, and can be on this installation. */
  public boolean isOffered() {
    return signIn.equals("offered");
  }
}
