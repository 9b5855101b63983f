package io.postly.action.metric;

/** A label of a metric, and what its values can be. */
public enum Label {
  /** Which action. */
  TOOL(
      "tool",
      "The action, which is the tool's name; `unknown` where the call named none that there is."),
  /** By which way a person did something. */
  CHANNEL("channel", "`mcp`, `rest` or `console`; `unknown` before that is known."),
  /** How a call ended. */
  OUTCOME(
      "outcome", "`ok`, or the category of the error: `auth`, `validation`, `workflow`, `system`."),
  /** Whose fault an error is. */
  CATEGORY("category", "`auth`, `validation`, `workflow` or `system`."),
  /** Which error. */
  CODE("code", "A code of the error catalog."),
  /** What became of a workflow. */
  RESULT("result", "`published`, `unconfirmed`, `failed`, `missed` or `cancelled`."),
  /** How a review was decided. */
  DECISION("decision", "`approved`, `changes_requested` or `rejected`."),
  /** Where the time by hand comes from. */
  BASELINE("baseline", "`workspace`: its own median by hand; `configured`: the operator's figure."),
  /** A network. */
  NETWORK("network", "A network that channels can be on."),
  /** A publication's state. */
  PUBLICATION_STATE("state", "A state of publications."),
  /** What a notification is about. */
  NOTIFICATION_TYPE("type", "An event type of notifications."),
  /** What came of an attempt to notify. */
  NOTIFICATION_OUTCOME("outcome", "`delivered`, `retried` or `failed`."),
  /** What came of asking a network. */
  READING_OUTCOME(
      "outcome",
      "`counted`; `gone` if the post stands there no more; `untold` if the network did not tell."),
  /** A service. */
  SERVICE("service", "`drafts`, `approvals`, `scheduling` or `analytics`.");

  private final String label;
  private final String meaning;

  Label(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** Its name in Prometheus. */
  public String label() {
    return label;
  }

  /** What its values can be. */
  public String meaning() {
    return meaning;
  }
}
