package io.postly.scheduling.publication;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.work.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The usual steps of the {@link PublicationLedger} for many publications in one transaction. It
 * waits for nobody who has a publication or a draft, and decides nothing that is not usual:
 * whatever it leaves is the ledger's.
 */
@ApplicationScoped
public class PublicationBatches {

  private final PublicationLedger ledger;
  private final PublicationRows rows;
  private final PublicationChanges changes;
  private final Contents contents;
  private final Channels channels;
  private final PublishingStops stops;
  private final ChannelGate gate;
  private final Clock clock;
  private final Duration lease;
  private final SendingLease sendingLease;

  PublicationBatches(
      PublicationLedger ledger,
      PublicationRows rows,
      PublicationChanges changes,
      Contents contents,
      Channels channels,
      PublishingStops stops,
      ChannelGate gate,
      Clock clock,
      SchedulingConfig config) {
    this.ledger = ledger;
    this.rows = rows;
    this.changes = changes;
    this.contents = contents;
    this.channels = channels;
    this.stops = stops;
    this.gate = gate;
    this.clock = clock;
    this.lease = config.dispatch().lease();
    this.sendingLease = new SendingLease(lease);
  }

  /**
   * A publication that one dispatcher has.
   *
   * @param sending what is to be sent, if it has begun; if not, {@link PublicationLedger#begin}
   *     decides whether it may
   */
  public record Claimed(Claim claim, Optional<Sending> sending) {}

  /** A post that its network has taken from the attempt with that token. */
  public record Taken(UUID publicationId, UUID token, Delivery.Delivered delivery) {}

  /**
   * Claims what {@link PublicationLedger#claim} would, and at once begins to send of it what {@link
   * PublicationLedger#begin} would, except for what somebody else is changing at this moment, and
   * for posts of queues, whose pause would have to be waited for.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Claimed> claimAndBegin(Batch batch) {
    List<Publication> due = ledger.lockDue(clock.instant(), batch);
    if (due.isEmpty()) {
      return List.of();
    }
    Map<UUID, DraftRevision> approved = approvedContents(due);
    Set<String> open = stops.mayBegin(workspaces(due));
    Map<UUID, Optional<String>> credentials = channels.encryptedCredentials(channelIds(due));
    Map<Boolean, List<Publication>> byReadiness =
        due.stream()
            .collect(
                Collectors.partitioningBy(
                    publication ->
                        !publication.queued
                            && open.contains(publication.workspace)
                            && publication.isApprovedAs(approved.get(publication.draftId))));
    List<Publication> ready = byReadiness.get(true);
    Instant now = clock.instant();
    changes.applyToRows(
        byReadiness.get(false), step -> step.claim(UUID.randomUUID(), now.plus(lease), now));
    // One step, and one event: nobody could see that it was claimed.
    changes.applyToRows(ready, step -> claimAndBegin(step, approved.get(step.draftId), now));
    Set<Publication> begun = Set.copyOf(ready);
    return due.stream()
        .map(
            publication ->
                new Claimed(
                    PublicationLedger.claim(publication),
                    begun.contains(publication)
                        ? Optional.of(sending(publication, approved, credentials))
                        : Optional.empty()))
        .toList();
  }

  /** Like {@link #claimAndBegin(Batch)}, of whatever is due. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Claimed> claimAndBegin(int limit) {
    return claimAndBegin(Batch.of(limit));
  }

  private void claimAndBegin(Publication publication, DraftRevision content, Instant now) {
    publication.claim(UUID.randomUUID(), now.plus(lease), now);
    Duration length = sendingLease.of(content.picturesFor(publication.network));
    PublicationLedger.begin(publication, content, now.plus(length), now);
  }

  /**
   * Of drafts that nobody else has locked. Whoever has one may be waiting for the publications that
   * are locked here, since everybody else locks the draft first, and so it is not waited for.
   */
  private Map<UUID, DraftRevision> approvedContents(List<Publication> due) {
    return contents.approved(
        contents.lockFree(
            due.stream().map(publication -> publication.draftId).collect(Collectors.toSet())));
  }

  private static Sending sending(
      Publication begun,
      Map<UUID, DraftRevision> approved,
      Map<UUID, Optional<String>> credentials) {
    return PublicationLedger.sending(
        begun, approved.get(begun.draftId), credentials.get(begun.channelId));
  }

  private static Set<String> workspaces(List<Publication> publications) {
    return publications.stream()
        .map(publication -> publication.workspace)
        .collect(Collectors.toSet());
  }

  private static Set<UUID> channelIds(List<Publication> publications) {
    return publications.stream()
        .map(publication -> publication.channelId)
        .collect(Collectors.toSet());
  }

  private static Map<UUID, Publication> byId(List<Publication> locked) {
    return locked.stream()
        .collect(Collectors.toMap(publication -> publication.id, Function.identity()));
  }

  /**
   * Records that posts were taken, as {@link PublicationLedger#record} would, except for those that
   * somebody else is changing at this moment, or has taken for lost.
   *
   * @return those that are recorded
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Set<Taken> record(List<Taken> posts) {
    Map<UUID, Publication> locked =
        byId(rows.lockFree(posts.stream().map(Taken::publicationId).toList()));
    Instant now = clock.instant();
    Map<UUID, Taken> recorded = new HashMap<>();
    for (Taken post : posts) {
      Publication publication = locked.get(post.publicationId());
      if (publication != null
          && publication.state == PublicationState.PUBLISHING
          && publication.awaitsOutcomeOf(post.token())) {
        recorded.put(publication.id, post);
      }
    }
    List<Publication> published = recorded.keySet().stream().map(locked::get).toList();
    gate.gotThrough(channelIds(published));
    changes.applyToRows(published, step -> step.conclude(recorded.get(step.id).delivery(), now));
    return new HashSet<>(recorded.values());
  }
}
