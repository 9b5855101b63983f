package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.node.TextNode;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.NetworkWords;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server of the AT Protocol says of a call that failed.
 *
 * @param name which error it is; each method has its own beside those that all have
 * @param message for people
 */
record XrpcError(String name, String message) {

  private static final Set<String> OF_SESSIONS = Set.of("ExpiredToken", "InvalidToken");

  /** Postly's own codes: a stranger's words become no code. */
  private static final Map<String, String> OF_ACCOUNTS =
      Map.of(
          "AccountTakedown", "account_taken_down",
          "AccountSuspended", "account_suspended",
          "AccountDeactivated", "account_deactivated",
          "AccountNotFound", "account_not_found");

  private static final String SECOND_FACTOR = "AuthFactorTokenRequired";

  /** Whether the token is of no use any more, which says nothing of the account. */
  boolean isOfSession() {
    return OF_SESSIONS.contains(name);
  }

  /** Why the account is not accepted, whatever token or password it comes with. */
  Optional<String> accountTrouble() {
    return Optional.ofNullable(OF_ACCOUNTS.get(name));
  }

  /** Why a sign-in was refused that came with this error. */
  String signInRefusal() {
    return name.equals(SECOND_FACTOR)
        ? "app_password_required"
        : accountTrouble().orElse(Delivery.CREDENTIALS_REFUSED);
  }

  /** What it says for people, if anything. */
  Optional<NetworkWords> words() {
    return NetworkWords.of(TextNode.valueOf(message));
  }

  boolean isRecordNotFound() {
    return name.equals("RecordNotFound");
  }

  /** Whether a record of that key stands already. Servers say so each in their own words. */
  boolean isRecordThere() {
    String said = (name + " " + message).toLowerCase(Locale.ROOT);
    return said.contains("alreadyexists")
        || said.contains("already exists")
        || said.contains("already a value");
  }
}
