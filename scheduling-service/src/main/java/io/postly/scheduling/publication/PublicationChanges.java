package io.postly.scheduling.publication;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;

/**
 * The only way in which publications change: every step is made known in the transaction that takes
 * it.
 */
@ApplicationScoped
class PublicationChanges {

  private final EntityManager entities;
  private final Outbox outbox;
  private final Networks networks;
  private final Event<PublicationChanged> changes;

  PublicationChanges(
      EntityManager entities, Outbox outbox, Networks networks, Event<PublicationChanged> changes) {
    this.entities = entities;
    this.outbox = outbox;
    this.networks = networks;
    this.changes = changes;
  }

  void add(Publication publication) {
    entities.persist(publication);
    announce(publication, null);
  }

  /** Takes a step of a publication whose row the transaction has locked. */
  void apply(Publication publication, Consumer<Publication> step) {
    PublicationState previous = publication.state;
    step.accept(publication);
    announce(publication, previous);
  }

  private void announce(Publication publication, PublicationState previous) {
    PublicationChanged change =
        PublicationChanged.of(publication, previous, tellsEngagement(publication));
    outbox.add(
        new OutgoingEvent(
            PublicationChanged.TOPIC,
            PublicationChanged.TYPE,
            publication.draftId,
            publication.workspace,
            change));
    changes.fire(change);
  }

  private Boolean tellsEngagement(Publication publication) {
    return publication.state == PublicationState.PUBLISHED
        ? publication.reference != null
            && networks.find(publication.network).filter(Network::tellsEngagement).isPresent()
        : null;
  }
}
