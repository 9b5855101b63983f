package io.postly.approvals.console.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.approvals.console.api.Activity;
import io.postly.approvals.console.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityViewTest {

  private static final Page<Activity> LOG =
      new Page<>(
          List.of(
              call("create_draft", false, "ok"),
              call("list_drafts", true, "ok"),
              call("approve_draft", false, "auth")),
          null);

  @ParameterizedTest
  @CsvSource({
    "changes, Create draft",
    "refused, Approve draft",
    "everything, Create draft+List drafts+Approve draft",
    "anything else, Create draft"
  })
  void theChosenEntriesAreShown(String show, String actions) {
    ActivityView view = ActivityView.of(ActivityFilter.of(show), LOG);

    assertEquals(
        List.of(actions.split("\\+", -1)),
        view.entries().stream().map(ActivityView.Entry::action).toList());
  }

  @Test
  void theChoiceIsMarked() {
    ActivityView view = ActivityView.of(ActivityFilter.REFUSED, LOG);

    assertEquals(
        List.of("refused"),
        view.choices().stream()
            .filter(ActivityView.Choice::current)
            .map(ActivityView.Choice::label)
            .toList());
  }

  @Test
  void shouldLeadToTheReviewThatACallWasAbout() {
    assertTrue(call("review", new UUID(0, 2)).isOnReview());
    assertFalse(call("publication", new UUID(0, 2)).isOnReview());
    assertFalse(call("review", null).isOnReview());
    assertFalse(call("list_reviews", true, "ok").isOnReview());
  }

  private static Activity call(String subjectType, UUID draftId) {
    return call("approve_draft", false, "ok", subjectType, new UUID(0, 3), draftId);
  }

  private static Activity call(String action, boolean readOnly, String outcome) {
    return call(action, readOnly, outcome, null, null, null);
  }

  private static Activity call(
      String action,
      boolean readOnly,
      String outcome,
      String subjectType,
      UUID subjectId,
      UUID draftId) {
    return new Activity(
        new UUID(0, 1),
        Instant.EPOCH,
        action,
        readOnly,
        outcome,
        null,
        new Person("p", "Pat"),
        "mcp",
        "chat",
        subjectType,
        subjectId,
        draftId,
        null);
  }
}
