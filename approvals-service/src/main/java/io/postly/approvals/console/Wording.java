package io.postly.approvals.console;

import io.quarkus.qute.TemplateExtension;

/** Labels of the API in people's words, for templates. */
@TemplateExtension
final class Wording {

  private Wording() {}

  /** {@code awaiting_approval} is {@code awaiting approval}. */
  static String words(String label) {
    return label.replace('_', ' ');
  }

  /** Through what somebody did something. */
  static String through(String channel) {
    return switch (channel) {
      case "mcp" -> "an assistant";
      case "rest" -> "the API";
      case "console" -> "the console";
      default -> channel;
    };
  }

  /** Whether it was an assistant's work. */
  static boolean assisted(String channel) {
    return channel.equals("mcp");
  }
}
