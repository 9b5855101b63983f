package io.postly.approvals.console.channel;

import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Post;
import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A channel and how publishing on it has gone.
 *
 * @param channel the channel
 * @param published the last post that stands there, or null
 * @param trouble the last post that failed or whose outcome is not known, if none has gone out
 *     since; else null
 * @param next the post that is due next, or null
 * @param accessUntil when the network ends the access, if that is soon; else null
 */
@TemplateData
public record ChannelHealth(
    Channel channel, Post published, Post trouble, Post next, Instant accessUntil) {

  /** What ends later is nobody's concern yet. */
  private static final Duration SOON = Duration.ofDays(30);

  private static final Set<String> NOT_DELIVERED = Set.of("failed", "unconfirmed");

  static ChannelHealth of(Channel channel, List<Post> posts, Instant now) {
    Optional<Post> published = latest(on(channel, posts).filter(Post::isPublished));
    Optional<Post> trouble =
        latest(on(channel, posts).filter(post -> NOT_DELIVERED.contains(post.state())))
            .filter(post -> published.isEmpty() || post.dueAt().isAfter(published.get().dueAt()));
    Optional<Post> next =
        on(channel, posts).filter(Post::isAhead).min(Comparator.comparing(Post::dueAt));
    return new ChannelHealth(
        channel,
        published.orElse(null),
        trouble.orElse(null),
        next.orElse(null),
        Optional.ofNullable(channel.accessUntil())
            .filter(end -> !end.isAfter(now.plus(SOON)))
            .orElse(null));
  }

  /** Whether somebody should look after it. */
  public boolean isTroubled() {
    return trouble != null || channel.trouble() != null;
  }

  private static Stream<Post> on(Channel channel, List<Post> posts) {
    return posts.stream().filter(post -> post.channelId().equals(channel.id()));
  }

  private static Optional<Post> latest(Stream<Post> posts) {
    return posts.max(Comparator.comparing(Post::dueAt));
  }
}
