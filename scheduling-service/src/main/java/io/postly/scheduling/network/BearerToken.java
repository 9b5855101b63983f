package io.postly.scheduling.network;

import java.util.regex.Pattern;

/**
 * A token that is sent in a header. A server that people name themselves may give anything for one;
 * a line end in it, for example, could never be sent.
 */
public final class BearerToken {

  /** Longer than any that networks give, and short enough for a header. */
  private static final Pattern SENDABLE = Pattern.compile("[!-~]{1,8000}");

  private BearerToken() {}

  /** Whether that text can be one. */
  public static boolean isSendable(String text) {
    return SENDABLE.matcher(text).matches();
  }
}
