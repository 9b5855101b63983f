package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftCopy;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.publication.PostMaking.Wanted;
import io.postly.scheduling.removal.Removals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has a published post say what its draft says by now, as soon as its network answers. */
@ApplicationScoped
class Updating {

  static final String PUBLISH_ANEW =
      "Tell the person: the post stays, or goes with delete_post, and the draft is published anew.";

  /** What a receiver takes for another post, it would publish again. */
  static final String HAVE_IT_SAID =
      "Tell the person: where the receiver heeds post.updated, an admin says so with updates in"
          + " reconnect_channel; else the post is changed where the receiver has put it.";

  private final PublicationEditing editing;
  private final Publications publications;
  private final PostMaking posts;
  private final PublishingNow publishingNow;
  private final PublicationPreviews previews;
  private final PostUpdates updates;
  private final UpdateRules rules;
  private final Removals removals;
  private final UpdateOffers offers;
  private final Channels channels;
  private final Contents contents;
  private final ActionContext context;
  private final Clock clock;

  Updating(
      PublicationEditing editing,
      Publications publications,
      PostMaking posts,
      PublishingNow publishingNow,
      PublicationPreviews previews,
      PostUpdates updates,
      UpdateRules rules,
      Removals removals,
      UpdateOffers offers,
      Channels channels,
      Contents contents,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.publications = publications;
    this.posts = posts;
    this.publishingNow = publishingNow;
    this.previews = previews;
    this.updates = updates;
    this.rules = rules;
    this.removals = removals;
    this.offers = offers;
    this.channels = channels;
    this.contents = contents;
    this.context = context;
    this.clock = clock;
  }

  UpdatedPublication update(String workspace, UUID publicationId, NewUpdate request) {
    publications
        .draftOf(publicationId, workspace)
        .ifPresent(draftId -> posts.awaitCopies(workspace, List.of(wanted(draftId, request))));
    PublicationView updated =
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              Optional<PostUpdate> earlier = updates.lock(publicationId);
              Channel channel = requireUpdatable(publication, earlier);
              publishingNow.refuseWhileStopped(workspace);
              DraftRevision published = published(publication);
              DraftRevision revision = approved(publication, draft, request);
              requireOther(published, revision, channel, earlier);
              requireFitting(published, revision, channel);
              context.preview(() -> previews.updating(publication, published, revision));
              updates.request(
                  publication,
                  new Publication.Content(revision.revision(), revision.contentHash()),
                  Person.of(context.caller()),
                  now());
              return Undo.impossible(
                  "People see the new text at once. To bring the old one back, give the draft its"
                      + " text again, have that approved, and call update_post.");
            });
    context.nextStep(
        "The network is being asked to change the post; get_calendar shows whether it has.");
    return new UpdatedPublication(updated);
  }

  private static Wanted wanted(UUID draftId, NewUpdate request) {
    return new Wanted(draftId, request.expectedRevision(), null);
  }

  private Channel requireUpdatable(Publication publication, Optional<PostUpdate> earlier) {
    if (publication.state != PublicationState.PUBLISHED) {
      throw refused("The post is " + publication.state.label() + ".");
    }
    if (removals.isWanted(publication.id)) {
      throw refused("The post is deleted, or is to be.");
    }
    if (earlier.filter(update -> update.state.isUnderWay()).isPresent()) {
      throw refused("Its network is being asked already.");
    }
    Channel channel = channels.find(publication.channelId).orElseThrow();
    if (channel.isDisconnected()) {
      throw refused("Its channel has been disconnected.");
    }
    channel
        .trouble()
        .ifPresent(
            _ -> {
              throw refused("Nothing goes out on its channel until a person reconnects it.");
            });
    requireSupport(publication, channel);
    return channel;
  }

  private void requireSupport(Publication publication, Channel channel) {
    UpdateSupport support = offers.of(publication.network);
    if (support == UpdateSupport.NONE) {
      throw refused("Posts on " + publication.network + " cannot be changed.")
          .nextStep(PUBLISH_ANEW);
    }
    if (!channel.isUpdatable(support)) {
      throw refused("Nobody has said that the channel's receiver takes changes for changes.")
          .nextStep(HAVE_IT_SAID);
    }
    if (support == UpdateSupport.BY_REFERENCE && publication.reference == null) {
      throw refused(
          "The post can only be changed at the network itself: Postly does not know by what name it"
              + " stands.");
    }
  }

  /** Not known while the revision's event has not arrived again after a restore. */
  private DraftRevision published(Publication publication) {
    return contents
        .revision(publication.draftId, publication.revision, publication.workspace)
        .orElseThrow(
            () ->
                refused("What the post says has not come back since a restore.")
                    .nextStep("Repeat the call in some minutes.")
                    .retryable());
  }

  private DraftRevision approved(Publication publication, DraftCopy draft, NewUpdate request) {
    return posts.requireApproved(
        publication.workspace, draft, wanted(publication.draftId, request));
  }

  /** Where it is not known what the post says, either text can be made certain. */
  private static void requireOther(
      DraftRevision published,
      DraftRevision revision,
      Channel channel,
      Optional<PostUpdate> earlier) {
    if (earlier.filter(update -> update.inDoubt).isEmpty()
        && UpdateRules.isSame(published, revision, channel.network())) {
      throw refused("The post says exactly that.");
    }
  }

  private void requireFitting(DraftRevision published, DraftRevision revision, Channel channel) {
    List<Violation> violations = rules.violations(published, revision, channel);
    if (!violations.isEmpty()) {
      throw refused("A published post changes in its text alone, within its channel's limits.")
          .violations(violations)
          .nextStep(PUBLISH_ANEW);
    }
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.NOT_UPDATABLE, detail);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
