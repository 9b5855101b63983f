package io.postly.approvals.console.home;

import io.postly.approvals.console.api.Confirmation;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Publishing;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.List;

/**
 * What the overview shows.
 *
 * @param confirmations what assistants wait for
 * @param reviews what waits for a decision
 * @param wrong posts that somebody should look at
 * @param incomplete whether there are more posts than could be looked at
 * @param next the posts that go out next
 * @param publishing whether posts go out; null where this person may not see it
 */
@TemplateData
public record HomeView(
    List<Confirmation> confirmations,
    List<Waiting> reviews,
    List<Post> wrong,
    boolean incomplete,
    List<Post> next,
    Publishing publishing) {

  /**
   * What waits for a decision.
   *
   * @param first the post of it that goes out first, or null
   */
  @TemplateData
  public record Waiting(Review review, Post first) {

    private static final Comparator<Waiting> MOST_URGENT_FIRST =
        Comparator.comparing(
            waiting -> waiting.first() == null ? null : waiting.first().dueAt(),
            Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * Reviews, what goes out first first.
     *
     * @param ahead what is to go out, by due time
     */
    static List<Waiting> of(List<Review> reviews, List<Post> ahead) {
      return reviews.stream()
          .map(
              review ->
                  new Waiting(
                      review,
                      ahead.stream()
                          .filter(post -> post.draftId().equals(review.draftId()))
                          .findFirst()
                          .orElse(null)))
          .sorted(MOST_URGENT_FIRST)
          .toList();
    }
  }

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
