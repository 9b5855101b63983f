package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Changes publications on a person's behalf: finds them in the workspace, takes the locks in their
 * order, and tells the audit trail what changed.
 */
@ApplicationScoped
class PublicationEditing {

  private final Contents contents;
  private final Publications publications;
  private final PublicationViews views;
  private final ActionContext context;

  /** What a person wants done. */
  interface Edit {

    /**
     * Takes the step, or refuses it.
     *
     * @param draft what is known of its draft by now
     * @return how the step can be taken back
     */
    Undo apply(Publication publication, DraftCopy draft);
  }

  /** What a person wants done with several publications. */
  interface GroupEdit {

    /**
     * Takes all the steps, or refuses all of them.
     *
     * @param shown the publications as people see them, in the same order
     * @param drafts what is known of their drafts by now
     * @return how the steps can be taken back
     */
    Undo apply(
        List<Publication> publications, List<PublicationView> shown, Collection<DraftCopy> drafts);
  }

  PublicationEditing(
      Contents contents, Publications publications, PublicationViews views, ActionContext context) {
    this.contents = contents;
    this.publications = publications;
    this.views = views;
    this.context = context;
  }

  /** The publication after the edit. */
  PublicationView edit(String workspace, UUID publicationId, Edit edit) {
    DraftCopy draft = lockDraftOf(workspace, publicationId);
    Publication publication = publications.lock(publicationId);
    PublicationView before = view(workspace, publication);
    context.undo(edit.apply(publication, draft));
    PublicationView after = view(workspace, publication);
    context.change(before, after);
    return after;
  }

  /** The publications after the edit. */
  List<PublicationView> editAll(String workspace, List<UUID> publicationIds, GroupEdit edit) {
    List<DraftCopy> drafts = lockDraftsOf(workspace, publicationIds);
    List<Publication> all = publicationIds.stream().map(publications::lock).toList();
    List<PublicationView> before = views.of(workspace, all);
    context.undo(edit.apply(all, before, drafts));
    List<PublicationView> after = views.of(workspace, all);
    context.change(before, after);
    return after;
  }

  /** In one order, whoever locks several. */
  private List<DraftCopy> lockDraftsOf(String workspace, List<UUID> publicationIds) {
    List<UUID> draftIds =
        publicationIds.stream().map(id -> draftOf(workspace, id)).distinct().sorted().toList();
    context.subject("publication", publicationIds.getFirst(), draftIds.getFirst());
    return draftIds.stream().map(id -> contents.lock(id).orElseThrow()).toList();
  }

  private DraftCopy lockDraftOf(String workspace, UUID publicationId) {
    UUID draftId = draftOf(workspace, publicationId);
    context.subject("publication", publicationId, draftId);
    return contents.lock(draftId).orElseThrow();
  }

  private UUID draftOf(String workspace, UUID publicationId) {
    return publications
        .draftOf(publicationId, workspace)
        .orElseThrow(() -> ProblemException.notFound("publication"));
  }

  private PublicationView view(String workspace, Publication publication) {
    return views.of(workspace, List.of(publication)).getFirst();
  }
}
