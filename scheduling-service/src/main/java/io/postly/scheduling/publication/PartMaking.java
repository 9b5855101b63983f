package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.ThreadLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plans the rest of a thread once its first text stands, in the transaction that learns of it: so
 * there is no thread without its parts, and no part of a post that does not stand.
 */
@ApplicationScoped
class PartMaking {

  private final Publications publications;
  private final Parts parts;
  private final Contents contents;
  private final Networks networks;
  private final Restorations restorations;

  PartMaking(
      Publications publications,
      Parts parts,
      Contents contents,
      Networks networks,
      Restorations restorations) {
    this.publications = publications;
    this.parts = parts;
    this.contents = contents;
    this.networks = networks;
    this.restorations = restorations;
  }

  void after(@Observes PublicationsChanged changes) {
    Map<UUID, PublicationChanged> published =
        changes
            .ofState()
            .filter(change -> change.state().equals(PublicationState.PUBLISHED.label()))
            .filter(change -> goesOutInParts(change.network()))
            .collect(Collectors.toMap(PublicationChanged::publicationId, Function.identity()));
    if (!published.isEmpty()) {
      parts.addAll(
          publications.withParts(published.keySet(), doubted(published.values())).stream()
              .flatMap(first -> planned(first, published.get(first.id)))
              .toList());
    }
  }

  private static List<UUID> doubted(Collection<PublicationChanged> published) {
    return published.stream()
        .filter(PartMaking::wasUnconfirmed)
        .map(PublicationChanged::publicationId)
        .toList();
  }

  private static boolean wasUnconfirmed(PublicationChanged change) {
    return PublicationState.UNCONFIRMED.label().equals(change.previousState());
  }

  /**
   * Whether it is known what follows a post in doubt, should it turn out to stand. It is not while
   * its revision's event has not arrived again after a restore.
   */
  boolean isRestKnown(Publication first) {
    return first.parts > 0 || !goesOutInParts(first.network) || content(first).isPresent();
  }

  private boolean goesOutInParts(String network) {
    ThreadLimit limit = networks.find(network).map(Network::thread).orElse(ThreadLimit.NONE);
    return !limit.isInOneMessage() && limit.most() > 0;
  }

  private Stream<PublicationPart> planned(Publication first, PublicationChanged change) {
    boolean wasUnconfirmed = wasUnconfirmed(change);
    boolean isInDoubt =
        wasUnconfirmed && restorations.latest().filter(first.dueAt::isBefore).isPresent();
    return IntStream.range(0, count(first, wasUnconfirmed))
        .mapToObj(index -> planned(first, PublicationPart.FIRST + index, isInDoubt, change.at()));
  }

  private static PublicationPart planned(
      Publication first, int number, boolean isInDoubt, Instant now) {
    PublicationPart part = PublicationPart.of(first, number, now);
    if (isInDoubt) {
      // A database that is gone may have sent it, too.
      part.doubt(PublicationLedger.DATABASE_RESTORED, now);
    } else if (number == PublicationPart.FIRST) {
      part.takeTurn(now);
    }
    return part;
  }

  /** Usually known since it began to be sent; this database may not have seen that. */
  private int count(Publication first, boolean wasUnconfirmed) {
    return wasUnconfirmed
        ? content(first)
            .map(revision -> revision.threadFor(first.network).size())
            .orElse(first.parts)
        : first.parts;
  }

  private Optional<DraftRevision> content(Publication first) {
    return contents.revision(first.draftId, first.revision, first.workspace);
  }
}
