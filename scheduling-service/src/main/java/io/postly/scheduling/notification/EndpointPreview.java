package io.postly.scheduling.notification;

import io.postly.action.confirmation.Preview;

/** What a person is shown before an assistant may decide who is told of the workspace. */
final class EndpointPreview {

  private EndpointPreview() {}

  static Preview of(String what, String url, NotificationEndpointView endpoint) {
    String summary =
        "%s %s: %s%s"
            .formatted(
                what,
                url,
                String.join(", ", endpoint.eventTypes()),
                endpoint.enabled() ? "" : " (disabled)");
    return Preview.of(summary, summary);
  }
}
