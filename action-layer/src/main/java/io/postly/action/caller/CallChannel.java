package io.postly.action.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The packaging through which a call came: told by the gateway's route, never by an argument. */
public enum CallChannel {
  MCP,
  REST,
  CONSOLE;

  /** The name used in metrics, events and headers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The channel of that label; empty for a label that is no channel. */
  public static Optional<CallChannel> of(String label) {
    return Arrays.stream(values()).filter(channel -> channel.label().equals(label)).findFirst();
  }
}
