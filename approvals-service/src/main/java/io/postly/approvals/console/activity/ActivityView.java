package io.postly.approvals.console.activity;

import io.postly.approvals.console.api.Activity;
import io.postly.approvals.console.api.Page;
import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A part of the activity log as the page shows it.
 *
 * @param choices the ways to look at it
 * @param show the name of the chosen one
 * @param entries the latest first
 * @param next what to ask for earlier entries with; null where there are none
 */
@TemplateData
public record ActivityView(List<Choice> choices, String show, List<Entry> entries, String next) {

  /** A way to look at the log. */
  @TemplateData
  public record Choice(String label, String title, boolean current) {}

  /** A call, and its action as people write it. */
  @TemplateData
  public record Entry(Activity activity, String action) {}

  /** Copies the lists. */
  public ActivityView {
    choices = List.copyOf(choices);
    entries = List.copyOf(entries);
  }

  static ActivityView of(ActivityFilter filter, Page<Activity> found) {
    return new ActivityView(
        Arrays.stream(ActivityFilter.values())
            .map(choice -> new Choice(choice.label(), choice.title(), choice == filter))
            .toList(),
        filter.label(),
        found.items().stream()
            .filter(filter::takes)
            .map(activity -> new Entry(activity, words(activity.action())))
            .toList(),
        found.next());
  }

  /** {@code approve_draft} is {@code Approve draft}. */
  static String words(String action) {
    String words = action.replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
