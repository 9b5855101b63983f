package io.postly.approvals.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What has just been done, told on the page that comes after it. Pages are asked for it by name, so
 * that an address cannot put words into the console's mouth.
 */
public enum Notice {
  APPROVED(
      "Approved. Posts of it that are scheduled go out at their time. What became of those whose time had passed is in the"
          + " calendar."),
  APPROVED_IN_PART("Your approval counts. Other people must approve as well."),
  CHANGES_REQUESTED("Changes requested. The author sees your note."),
  NOTED("The note is written. Everybody in the workspace sees it."),
  NOTE_RESOLVED("The note is dealt with."),
  INVITATION_REVOKED("The invitation is revoked. Its link leads nowhere any more."),
  CONNECTED("The account is connected. Posts can be scheduled on its channel."),
  REJECTED("Rejected. Nothing of it goes out."),
  MOVED("The post has a new time."),
  CANCELLED("The post was taken back. It does not go out."),
  SETTLED("Noted what became of the post."),
  SENT_AGAIN("The thread goes on."),
  UNDONE("Undone."),
  STOPPED("Publishing is stopped. Nothing goes out until somebody lets it go on."),
  RESUMED("Publishing goes on."),
  QUEUE_PAUSED("The queue is paused. Posts with a time of their own go out as planned."),
  QUEUE_RESUMED("The queue goes on. Posts whose slots have passed got the next free ones."),
  SLOTS_SET("The channel has its slots. Posts that are queued keep their times."),
  TIME_ZONE_SET("The time zone is set. Planned posts keep their moment."),
  POLICY_SET("The policy holds from now on.");

  private final String words;

  Notice(String words) {
    this.words = words;
  }

  /** What people read. */
  public String words() {
    return words;
  }

  /** Its name in an address. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Notice> of(String label) {
    return Arrays.stream(values()).filter(notice -> notice.label().equals(label)).findFirst();
  }
}
