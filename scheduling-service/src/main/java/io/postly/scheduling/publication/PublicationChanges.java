package io.postly.scheduling.publication;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The only way in which publications change: every step is made known in the transaction that takes
 * it, in process; by an event where more than dispatchers see a difference ({@link
 * PublicationState#told}).
 */
@ApplicationScoped
class PublicationChanges {

  private final EntityManager entities;
  private final PublicationRows rows;
  private final Outbox outbox;
  private final Networks networks;
  private final Trial trial;
  private final Event<PublicationsChanged> changes;

  PublicationChanges(
      EntityManager entities,
      PublicationRows rows,
      Outbox outbox,
      Networks networks,
      Trial trial,
      Event<PublicationsChanged> changes) {
    this.entities = entities;
    this.rows = rows;
    this.outbox = outbox;
    this.networks = networks;
    this.trial = trial;
    this.changes = changes;
  }

  void add(Publication publication) {
    add(List.of(publication));
  }

  void add(List<Publication> publications) {
    publications.forEach(entities::persist);
    announce(publications.stream().map(this::made).toList());
  }

  /** Takes a step of a publication whose row the transaction has locked. */
  void apply(Publication publication, Consumer<Publication> step) {
    apply(List.of(publication), step);
  }

  /** Takes the same step of publications whose rows the transaction has locked. */
  void apply(List<Publication> publications, Consumer<Publication> step) {
    announce(takeAll(step, publications));
  }

  /**
   * Takes the same step of publications that {@link PublicationRows} has locked: they begin to be
   * sent, or are concluded.
   */
  void applyToRows(List<Publication> publications, Consumer<Publication> step) {
    if (!publications.isEmpty()) {
      List<Step> taken = takeAll(step, publications);
      rows.write(publications);
      announce(taken);
    }
  }

  /**
   * A step that has been taken.
   *
   * @param told as the event has it; empty if there is none
   */
  private record Step(PublicationChanged change, Optional<PublicationChanged> told) {}

  private Step made(Publication publication) {
    PublicationChanged change = changed(publication, null);
    return new Step(change, Optional.of(change));
  }

  private List<Step> takeAll(Consumer<Publication> step, List<Publication> publications) {
    return publications.stream().map(publication -> take(step, publication)).toList();
  }

  private Step take(Consumer<Publication> step, Publication publication) {
    PublicationState previous = publication.state;
    step.accept(publication);
    return new Step(changed(publication, previous), told(publication, previous));
  }

  private Optional<PublicationChanged> told(Publication publication, PublicationState previous) {
    boolean isGivenBack =
        previous == PublicationState.CLAIMED && publication.state == PublicationState.PLANNED;
    return isGivenBack || publication.state != publication.state.told()
        ? Optional.empty()
        : Optional.of(changed(publication, previous.told()));
  }

  private PublicationChanged changed(Publication publication, PublicationState previous) {
    return PublicationChanged.of(publication, previous, tellsEngagement(publication));
  }

  private void announce(List<Step> all) {
    if (all.isEmpty() || trial.isOn()) {
      return;
    }
    outbox.addAll(
        all.stream()
            .map(Step::told)
            .flatMap(Optional::stream)
            .map(
                change ->
                    new OutgoingEvent(
                        PublicationChanged.TOPIC,
                        PublicationChanged.TYPE,
                        change.draftId(),
                        change.workspace(),
                        change))
            .toList());
    changes.fire(new PublicationsChanged(all.stream().map(Step::change).toList()));
  }

  private Boolean tellsEngagement(Publication publication) {
    return publication.state == PublicationState.PUBLISHED
        ? publication.reference != null
            && networks.find(publication.network).filter(Network::tellsEngagement).isPresent()
        : null;
  }
}
