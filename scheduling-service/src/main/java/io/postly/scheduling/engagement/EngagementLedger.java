package io.postly.scheduling.engagement;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.engagement.EngagementMetrics.Outcome;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.publication.PublicationState;
import io.postly.scheduling.publication.PublicationsChanged;
import io.postly.scheduling.retry.RetrySchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * What readers of engagement write down, each step in a short transaction of its own. A claim
 * lapses with its lease; what was claimed by a reader that failed is then read by another, perhaps
 * a second time, which does no harm. Nothing here changes a publication.
 */
@ApplicationScoped
class EngagementLedger {

  /**
   * How much longer than its last reading is planned for a post waits for a channel to be mended.
   */
  private static final Duration PATIENCE = Duration.ofDays(7);

  private final WatchedPosts posts;
  private final Channels channels;
  private final Outbox outbox;
  private final EngagementMetrics metrics;
  private final Clock clock;
  private final ReadingSchedule schedule;
  private final RetrySchedule retries;
  private final Duration lease;
  private final int share;

  EngagementLedger(
      WatchedPosts posts,
      Channels channels,
      Outbox outbox,
      EngagementMetrics metrics,
      Clock clock,
      SchedulingConfig config) {
    this.posts = posts;
    this.channels = channels;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
    SchedulingConfig.Engagement settings = config.engagement();
    this.schedule =
        new ReadingSchedule(settings.readings(), () -> ThreadLocalRandom.current().nextDouble());
    this.retries = new RetrySchedule(settings.retryDelays());
    this.lease = settings.lease();
    this.share = settings.channelShare();
  }

  /**
   * A reading that one reader is to make.
   *
   * @param until from this instant on others take it for abandoned
   * @param reference what the network knows the post by
   * @param encryptedCredentials the channel's, where it has any
   */
  record Claim(
      UUID publicationId,
      UUID channelId,
      String network,
      Instant until,
      String reference,
      Optional<String> encryptedCredentials) {}

  /** In the transaction that publishes: each post whose network will tell is watched. */
  void after(@Observes PublicationsChanged changes) {
    Instant now = now();
    changes
        .ofState()
        .filter(change -> change.state().equals(PublicationState.PUBLISHED.label()))
        .filter(change -> Boolean.TRUE.equals(change.tellsEngagement()))
        .forEach(
            change ->
                posts.addOnce(
                    change.publicationId(), schedule.next(change.publishedAt(), now).orElse(now)));
  }

  /** Claims what is due; nothing that another reader is claiming at the same time. */
  @Transactional(TxType.REQUIRES_NEW)
  List<Claim> claim(int limit) {
    Instant now = now();
    return posts.lockDue(now, share, limit).stream().map(due -> claim(due, now)).toList();
  }

  private Claim claim(WatchedPost due, Instant now) {
    due.claim(now.plus(lease), now);
    return new Claim(
        due.publicationId,
        due.channelId,
        due.network,
        due.nextAt,
        due.reference,
        channels.encryptedCredentials(due.channelId));
  }

  /** Gives a claim back, at once rather than when its lease ends. */
  @Transactional(TxType.REQUIRES_NEW)
  void release(Claim claim) {
    claimed(claim).ifPresent(post -> post.readNext(now()));
  }

  /** Records what came of a reading, unless the claim is no longer its reader's. */
  @Transactional(TxType.REQUIRES_NEW)
  void record(Claim claim, EngagementReading reading) {
    claimed(claim).ifPresent(post -> record(post, reading, now()));
  }

  private Optional<WatchedPost> claimed(Claim claim) {
    return posts.lock(claim.publicationId()).filter(post -> post.isClaimedUntil(claim.until()));
  }

  private void record(WatchedPost post, EngagementReading reading, Instant now) {
    switch (reading) {
      case EngagementReading.Counted counted -> {
        if (post.take(counted.engagement(), now)) {
          announce(post, false, now);
        }
        readNext(post, schedule.next(post.publishedAt, now));
        metrics.read(post.network, Outcome.COUNTED);
      }
      case EngagementReading.Gone _ -> {
        announce(post, true, now);
        posts.remove(post);
        metrics.read(post.network, Outcome.GONE);
      }
      case EngagementReading.Untold untold -> {
        post.failed();
        readNext(post, nextAfterFailure(post, untold.retryAfter(), now));
        metrics.read(post.network, Outcome.UNTOLD);
      }
    }
  }

  private void readNext(WatchedPost post, Optional<Instant> at) {
    at.ifPresentOrElse(post::readNext, () -> posts.remove(post));
  }

  /**
   * Again after a while, but no later than it would have been read in any case, unless the network
   * asks for that.
   */
  private Optional<Instant> nextAfterFailure(
      WatchedPost post, Optional<Duration> asked, Instant now) {
    Instant earliest = now.plus(asked.map(RetrySchedule::bounded).orElse(Duration.ZERO));
    Optional<Instant> again = retries.delay(post.failures, asked).map(now::plus);
    return Stream.of(again, schedule.next(post.publishedAt, now))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .map(next -> next.isBefore(earliest) ? earliest : next);
  }

  /** The post's locked row keeps the events of one post in order. */
  private void announce(WatchedPost post, boolean gone, Instant now) {
    outbox.add(
        new OutgoingEvent(
            EngagementMeasured.TOPIC,
            EngagementMeasured.TYPE,
            post.draftId,
            post.workspace,
            EngagementMeasured.of(post, gone, now)));
  }

  /**
   * Gives up what could not be read for so long that it should have ended, as of a channel that
   * nobody mends.
   *
   * @return how many posts there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  int giveUp(int limit) {
    return posts.purge(now().minus(schedule.lastAge()).minus(PATIENCE), limit);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
