package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.removal.PostRemoval;
import io.postly.scheduling.removal.RemovalState;
import io.postly.scheduling.removal.Removals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Has a published post deleted from its network, as soon as the network answers. */
@ApplicationScoped
class Deleting {

  static final String POST_DELETED = "post_deleted";

  private final PublicationEditing editing;
  private final PublicationPreviews previews;
  private final Parts parts;
  private final Removals removals;
  private final Networks networks;
  private final Channels channels;
  private final ActionContext context;
  private final Clock clock;

  Deleting(
      PublicationEditing editing,
      PublicationPreviews previews,
      Parts parts,
      Removals removals,
      Networks networks,
      Channels channels,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.previews = previews;
    this.parts = parts;
    this.removals = removals;
    this.networks = networks;
    this.channels = channels;
    this.context = context;
    this.clock = clock;
  }

  DeletedPublication delete(String workspace, UUID publicationId) {
    PublicationView deleted =
        editing.edit(
            workspace,
            publicationId,
            (publication, _) -> {
              requireDeletable(publication);
              List<PublicationPart> thread = parts.lockOf(publication.id);
              requireKnown(thread);
              context.preview(() -> previews.deleting(publication));
              end(thread);
              removals.request(target(publication), Person.of(context.caller()), now());
              return Undo.impossible(
                  "What a network has deleted does not come back; the draft can be published"
                      + " anew.");
            });
    context.nextStep(
        "The network is being asked to delete the post; get_calendar shows whether it has.");
    return new DeletedPublication(deleted);
  }

  private void requireDeletable(Publication publication) {
    if (publication.state != PublicationState.PUBLISHED) {
      throw refused("The post is " + publication.state.words() + ".");
    }
    removals
        .find(publication.id)
        .map(PostRemoval::state)
        .filter(state -> state != RemovalState.REFUSED)
        .ifPresent(
            state -> {
              throw refused(
                  state == RemovalState.REMOVED
                      ? "The post has been deleted."
                      : "Its network is being asked already.");
            });
    if (channels.find(publication.channelId).filter(Channel::isDisconnected).isPresent()) {
      throw refused(
          "Its channel has been disconnected; it can only be deleted at the network itself.");
    }
    if (!canBeRemoved(publication)) {
      throw refused("Posts on this channel can only be deleted at the network itself.");
    }
  }

  /** Nothing that would stay as a reply to nothing, with nobody told of it. */
  private static void requireKnown(List<PublicationPart> thread) {
    thread.stream()
        .filter(part -> part.state == PartState.PUBLISHED && part.reference == null)
        .findFirst()
        .ifPresent(
            part -> {
              throw refused(
                  "Part %d of its thread can only be deleted at the network itself: Postly does not"
                          .formatted(part.number)
                      + " know by what name it stands.");
            });
  }

  /** What has not been sent is not sent any more. */
  private void end(List<PublicationPart> thread) {
    thread.stream()
        .filter(part -> part.state == PartState.PLANNED)
        .forEach(part -> parts.apply(part, step -> step.fail(POST_DELETED, now())));
  }

  private boolean canBeRemoved(Publication publication) {
    return publication.reference != null
        && networks.find(publication.network).filter(Network::canRemove).isPresent();
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.NOT_DELETABLE, detail);
  }

  private static PostRemoval.Target target(Publication publication) {
    return new PostRemoval.Target(
        publication.id,
        publication.draftId,
        publication.workspace,
        publication.channelId,
        publication.network,
        publication.reference);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
