package io.postly.action.caller;

import java.util.UUID;

/**
 * What a person has said in the client's own dialog, by the gateway's word. A yes counts only where
 * the workspace trusts the client; a no always does.
 *
 * @param confirmation the confirmation that the dialog asked for
 * @param isGiven whether the person gave it
 */
public record DialogAnswer(UUID confirmation, boolean isGiven) {

  /** Whether it gives that confirmation. */
  public boolean gives(UUID asked) {
    return isGiven && confirmation.equals(asked);
  }

  /** Whether it declines that confirmation. */
  public boolean declines(UUID asked) {
    return !isGiven && confirmation.equals(asked);
  }
}
