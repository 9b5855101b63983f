package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a post among the account's own since it was due. Mastodon does not tell which of them
 * was sent with which key, so that the text alone decides; of the text that an edited post had
 * nothing can be said.
 */
@ApplicationScoped
class MastodonReading {

  /** How much earlier than ours a server's clock may be. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private static final int MOST_PAGES = 3;
  private static final int TOO_MANY_REQUESTS = 429;

  private final MastodonApi api;

  MastodonReading(MastodonApi api) {
    this.api = api;
  }

  Reading read(Post post, MastodonCredentials account, Instant now) {
    Instant since = post.dueAt().minus(CLOCKS_DIFFER);
    Search search = new Search(post.text().strip());
    Optional<String> olderThan = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      HttpAnswer answer = api.posts(account, olderThan);
      Optional<List<MastodonStatus>> statuses = page(answer);
      if (statuses.isEmpty()) {
        return unreadable(answer, now);
      }
      for (MastodonStatus status : statuses.get()) {
        if (!status.createdAt().isBefore(since)) {
          Optional<Reading.Unreadable> obstacle = search.look(account, status, now);
          if (obstacle.isPresent()) {
            return obstacle.get();
          }
        }
      }
      if (statuses.get().isEmpty() || statuses.get().getLast().createdAt().isBefore(since)) {
        return search.result(true);
      }
      olderThan = Optional.of(statuses.get().getLast().id());
    }
    return search.result(false);
  }

  private static Reading.Unreadable unreadable(HttpAnswer answer, Instant now) {
    return answer instanceof HttpAnswer.Answered answered
        ? new Reading.Unreadable(MastodonVerdict.wait(answered, now))
        : new Reading.Unreadable();
  }

  /** Every post of a page; empty if any of them cannot be read. */
  private Optional<List<MastodonStatus>> page(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Answered answered) || !answered.isAccepted()) {
      return Optional.empty();
    }
    JsonNode json = api.json(answered);
    List<MastodonStatus> statuses = new ArrayList<>();
    json.forEach(status -> MastodonStatus.of(status).ifPresent(statuses::add));
    return Optional.of(statuses).filter(all -> json.isArray() && all.size() == json.size());
  }

  /** What has been seen of one text. */
  private final class Search {

    private final String text;
    private final List<Reading.Found> found = new ArrayList<>();
    private final List<String> edited = new ArrayList<>();
    private boolean isCertain = true;

    Search(String text) {
      this.text = text;
    }

    /**
     * Compares a post's text, of which Mastodon cuts off the space around it.
     *
     * @return what it comes to if the server cannot be asked
     */
    Optional<Reading.Unreadable> look(
        MastodonCredentials account, MastodonStatus status, Instant now) {
      if (!(api.source(account, status.id()) instanceof HttpAnswer.Answered answered)) {
        return Optional.of(new Reading.Unreadable());
      }
      JsonNode source = api.json(answered).path("text");
      if (answered.isAccepted() && source.isTextual()) {
        compare(source.textValue(), status);
        return Optional.empty();
      }
      // Deleted since it was listed, or a server that does not tell sources.
      isCertain = false;
      return answered.status() / 100 == 4 && answered.status() != TOO_MANY_REQUESTS
          ? Optional.empty()
          : Optional.of(unreadable(answered, now));
    }

    private void compare(String source, MastodonStatus status) {
      if (source.strip().equals(text)) {
        found.add(new Reading.Found(status.createdAt(), status.url(), Optional.of(status.id())));
      } else if (status.isEdited()) {
        edited.add(status.id());
      }
    }

    Reading result(boolean isWhole) {
      found.sort(Comparator.comparing(Reading.Found::at));
      return new Reading.Lookalikes(found, isWhole && isCertain, edited);
    }
  }
}
