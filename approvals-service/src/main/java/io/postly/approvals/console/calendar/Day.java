package io.postly.approvals.console.calendar;

import io.postly.approvals.console.api.Post;
import io.quarkus.qute.TemplateData;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A day of the calendar.
 *
 * @param date the day in the workspace's zone
 * @param posts what is due on it, by time
 * @param outside whether it belongs to the month before or after
 * @param today whether it is today
 */
@TemplateData
public record Day(LocalDate date, List<Post> posts, boolean outside, boolean today) {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

  /** Copies the list. */
  public Day {
    posts = List.copyOf(posts);
  }

  /** {@code 2027-03-01}. */
  public String datetime() {
    return date.toString();
  }

  /** {@code Monday 1 March 2027}. */
  public String full() {
    return FULL.format(date);
  }

  /** {@code Mon}. */
  public String weekday() {
    return WEEKDAY.format(date);
  }

  /** {@code 1}. */
  public int number() {
    return date.getDayOfMonth();
  }
}
