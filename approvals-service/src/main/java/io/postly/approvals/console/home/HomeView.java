package io.postly.approvals.console.home;

import io.postly.approvals.console.api.Confirmation;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Publishing;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * What the overview shows.
 *
 * @param confirmations what assistants wait for
 * @param reviews what waits for a decision
 * @param wrong posts that somebody should look at
 * @param next the posts that go out next
 * @param publishing whether posts go out; null where this person may not see it
 */
@TemplateData
public record HomeView(
    List<Confirmation> confirmations,
    List<Review> reviews,
    List<Post> wrong,
    List<Post> next,
    Publishing publishing) {

  /** Copies the lists. */
  public HomeView {
    confirmations = List.copyOf(confirmations);
    reviews = List.copyOf(reviews);
    wrong = List.copyOf(wrong);
    next = List.copyOf(next);
  }

  /** Whether everything was stopped. */
  public boolean isStopped() {
    return publishing != null && publishing.stopped();
  }
}
