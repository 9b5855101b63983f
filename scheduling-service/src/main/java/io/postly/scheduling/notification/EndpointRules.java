package io.postly.scheduling.notification;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.network.SignedWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an endpoint's settings must be. */
@ApplicationScoped
class EndpointRules {

  /** The most endpoints that one workspace may have. */
  static final int MOST_ENDPOINTS = 10;

  private final SignedWebhooks webhooks;

  EndpointRules(SignedWebhooks webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * Refuses an address that nothing may be sent to, and types that are none.
   *
   * @param url null if it is not to be set
   * @param eventTypes null if they are not to be set
   */
  void check(String url, List<String> eventTypes) {
    List<Violation> violations = new ArrayList<>();
    if (url != null) {
      webhooks
          .objection(url)
          .ifPresent(objection -> violations.add(Violation.of("url", objection)));
    }
    if (eventTypes != null) {
      checkTypes(eventTypes, violations);
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private static void checkTypes(List<String> eventTypes, List<Violation> violations) {
    List<String> choice = NotificationType.choice();
    for (int index = 0; index < eventTypes.size(); index++) {
      if (!choice.contains(eventTypes.get(index))) {
        violations.add(new Violation("event_types[" + index + "]", "is not an event type", choice));
      }
    }
  }

  /** The types that were asked for, each once, in the order in which Postly names them. */
  static List<String> chosen(List<String> eventTypes) {
    Set<String> wanted = Set.copyOf(eventTypes);
    return NotificationType.choice().stream().filter(wanted::contains).toList();
  }

  /** What people know it by; null for a text that says nothing. */
  static String description(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
