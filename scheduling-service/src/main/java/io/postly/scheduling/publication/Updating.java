package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.content.DraftCopy;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.publication.PostMaking.Wanted;
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

  private final PublicationEditing editing;
  private final Publications publications;
  private final PostMaking posts;
  private final PublishingNow publishingNow;
  private final PublicationPreviews previews;
  private final PostUpdates updates;
  private final UpdatablePosts updatable;
  private final UpdateRules rules;
  private final StandingPosts standingPosts;
  private final ChannelObstacles obstacles;
  private final ActionContext context;
  private final Clock clock;

  Updating(
      PublicationEditing editing,
      Publications publications,
      PostMaking posts,
      PublishingNow publishingNow,
      PublicationPreviews previews,
      PostUpdates updates,
      UpdatablePosts updatable,
      UpdateRules rules,
      StandingPosts standingPosts,
      ChannelObstacles obstacles,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.publications = publications;
    this.posts = posts;
    this.publishingNow = publishingNow;
    this.previews = previews;
    this.updates = updates;
    this.updatable = updatable;
    this.rules = rules;
    this.standingPosts = standingPosts;
    this.obstacles = obstacles;
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
              request(publication, draft, request);
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

  private void request(Publication publication, DraftCopy draft, NewUpdate request) {
    Channel channel = updatable.requireChannel(publication);
    Optional<PostUpdate> earlier = updates.lock(publication.id);
    updatable.requireIdle(earlier);
    publishingNow.refuseWhileStopped(publication.workspace);
    StandingPosts.Texts standing = standing(publication, earlier);
    DraftRevision revision =
        posts.requireApproved(publication.workspace, draft, wanted(publication.draftId, request));
    requireFitting(standing.known(), revision, channel);
    requireOther(standing, revision, channel);
    requireNothingBeside(publication, revision);
    context.preview(() -> previews.updating(publication, standing, revision));
    updates.request(
        publication,
        earlier,
        new Publication.Content(revision.revision(), revision.contentHash()),
        Person.of(context.caller()),
        now());
  }

  /** Not known while the revision's event has not arrived again after a restore. */
  private StandingPosts.Texts standing(Publication publication, Optional<PostUpdate> earlier) {
    return standingPosts
        .textsOf(publication, earlier)
        .orElseThrow(
            () ->
                UpdatablePosts.refused("What the post says has not come back since a restore.")
                    .nextStep("Repeat the call in some minutes.")
                    .retryable());
  }

  private void requireFitting(DraftRevision published, DraftRevision revision, Channel channel) {
    List<Violation> violations = rules.violations(published, revision, channel);
    if (!violations.isEmpty()) {
      throw UpdatablePosts.refused(
              "A published post changes in its text alone, within its channel's limits.")
          .violations(violations)
          .nextStep(UpdatablePosts.PUBLISH_ANEW);
    }
  }

  /** Where it is not known what the post says, either text can be made certain. */
  private static void requireOther(
      StandingPosts.Texts standing, DraftRevision revision, Channel channel) {
    String network = channel.network();
    if (standing.areCertain()
        && standing.known().textFor(network).equals(revision.textFor(network))
        && standing
            .known()
            .contentWarningFor(network)
            .equals(revision.contentWarningFor(network))) {
      throw UpdatablePosts.refused("The post says exactly that.")
          .nextStep("Nothing is left to do.");
    }
  }

  /** The same text does not stand there twice. */
  private void requireNothingBeside(Publication publication, DraftRevision revision) {
    obstacles
        .beside(publication, revision)
        .ifPresent(
            obstacle -> {
              ProblemException problem =
                  ProblemException.of(
                      obstacle.code(),
                      "Another post of this draft says that, and is %s on the channel."
                          .formatted(obstacle.words()));
              throw obstacle == Obstacle.OUTCOME_UNKNOWN
                  ? problem
                  : problem.nextStep(
                      "Ask the person which of the two is to say it: cancel_post takes back what is"
                          + " planned, delete_post what stands.");
            });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
