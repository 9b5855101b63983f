package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publishing.PublishingStops;
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
 * waits for nobody's lock and decides nothing that is not usual: whatever it leaves is the
 * ledger's.
 */
@ApplicationScoped
public class PublicationBatches {

  private final Publications publications;
  private final PublicationChanges changes;
  private final Contents contents;
  private final Channels channels;
  private final PublishingStops stops;
  private final ChannelGate gate;
  private final Restorations restorations;
  private final Clock clock;
  private final Duration lease;

  PublicationBatches(
      Publications publications,
      PublicationChanges changes,
      Contents contents,
      Channels channels,
      PublishingStops stops,
      ChannelGate gate,
      Restorations restorations,
      Clock clock,
      SchedulingConfig config) {
    this.publications = publications;
    this.changes = changes;
    this.contents = contents;
    this.channels = channels;
    this.stops = stops;
    this.gate = gate;
    this.restorations = restorations;
    this.clock = clock;
    this.lease = config.dispatch().lease();
  }

  /** A post that its network has taken from the attempt with that token. */
  public record Taken(UUID publicationId, UUID token, Delivery.Delivered delivery) {}

  /**
   * Begins to send what {@link PublicationLedger#begin} would, except for what somebody else is
   * changing at this moment, and for posts of queues, whose pause would have to be waited for.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Map<Claim, Sending> begin(List<Claim> claims) {
    // In the order that everybody keeps: the draft, then the publication, then the stop.
    Set<UUID> draftIds = contents.lockFree(draftIds(claims));
    Map<UUID, Publication> locked =
        byId(
            publications.lockFree(
                claims.stream()
                    .filter(claim -> draftIds.contains(claim.draftId()))
                    .map(Claim::publicationId)
                    .toList()));
    Set<String> open = stops.mayBegin(workspaces(locked));
    Map<UUID, DraftRevision> approved = contents.approved(draftIds);
    Instant knownFrom = restorations.latest().orElse(Instant.EPOCH);
    Instant now = clock.instant();
    Map<Claim, Publication> ready = new HashMap<>();
    for (Claim claim : claims) {
      Publication publication = locked.get(claim.publicationId());
      if (publication != null
          && publication.isClaimedWith(claim.token(), now)
          && publication.isDue(now)
          && !publication.dueAt.isBefore(knownFrom)
          && !publication.queued
          && open.contains(publication.workspace)
          && publication.isApprovedAs(approved.get(publication.draftId))) {
        ready.put(claim, publication);
      }
    }
    changes.apply(
        List.copyOf(ready.values()),
        step -> PublicationLedger.begin(step, approved.get(step.draftId), now.plus(lease), now));
    return sendings(ready, approved);
  }

  private Map<Claim, Sending> sendings(
      Map<Claim, Publication> begun, Map<UUID, DraftRevision> approved) {
    Map<UUID, Optional<String>> credentials =
        channels.encryptedCredentials(
            begun.values().stream()
                .map(publication -> publication.channelId)
                .collect(Collectors.toSet()));
    return begun.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    PublicationLedger.sending(
                        entry.getValue(),
                        approved.get(entry.getValue().draftId),
                        credentials.get(entry.getValue().channelId))));
  }

  private static Set<UUID> draftIds(List<Claim> claims) {
    return claims.stream().map(Claim::draftId).collect(Collectors.toSet());
  }

  private static Set<String> workspaces(Map<UUID, Publication> locked) {
    return locked.values().stream()
        .map(publication -> publication.workspace)
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
        byId(publications.lockFree(posts.stream().map(Taken::publicationId).toList()));
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
    gate.open(
        published.stream().map(publication -> publication.channelId).collect(Collectors.toSet()));
    changes.apply(published, step -> step.conclude(recorded.get(step.id).delivery(), now));
    return new HashSet<>(recorded.values());
  }
}
