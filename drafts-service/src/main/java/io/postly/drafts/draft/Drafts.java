package io.postly.drafts.draft;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.identifier.Identifiers;
import io.postly.action.page.PagePosition;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.undo.Undo;
import io.postly.drafts.media.MediaLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rules of drafts. Runs in the action's transaction. */
@ApplicationScoped
class Drafts {

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  /** An approval is also of the channels. */
  private static final String NO_CHANNEL =
      "It names no channel yet: ask the person where (list_channels), then update_draft.";

  private final DraftStore store;
  private final ContentRules rules;
  private final MediaLibrary library;
  private final Outbox outbox;
  private final ActionContext context;
  private final Clock clock;

  Drafts(
      DraftStore store,
      ContentRules rules,
      MediaLibrary library,
      Outbox outbox,
      ActionContext context,
      Clock clock) {
    this.store = store;
    this.rules = rules;
    this.library = library;
    this.outbox = outbox;
    this.context = context;
    this.clock = clock;
  }

  DraftAnswer create(String workspace, NewDraft request) {
    Content content = request.content();
    rules.check(workspace, content);
    Draft draft = new Draft(Identifiers.next(), workspace, context.caller(), now());
    store.add(draft);
    DraftAnswer answer = revise(draft, content, null);
    context.subject("draft", draft.id(), draft.id());
    context.change(null, answer);
    context.undo(DraftArchive.archiving(answer, now()));
    context.nextStep(
        content.channelIds().isEmpty()
            ? NO_CHANNEL
            : "Show the draft to the person; when they agree, call submit_for_approval.");
    return answer;
  }

  DraftAnswer update(String workspace, UUID id, DraftUpdate request) {
    DraftStore.Current current = store.lock(workspace, id);
    context.subject("draft", id, id);
    DraftArchive.requireNotArchived(current.draft());
    ExpectedRevision.require(request.expectedRevision(), current.revision().number());
    Content before = current.revision().content();
    Content after = request.appliedTo(before);
    DraftAnswer unchanged = DraftAnswer.of(current.draft(), current.revision());
    if (after.equals(before)) {
      context.undo(Undo.impossible("Nothing was changed."));
      return unchanged;
    }
    rules.check(workspace, after);
    DraftAnswer answer = revise(current.draft(), after, current.revision().contentHash());
    context.change(unchanged, answer);
    context.undo(restore(answer, before));
    context.nextStep(nextStep(unchanged, answer));
    return answer;
  }

  DraftAnswer get(String workspace, UUID id) {
    DraftStore.Current current = store.current(workspace, id);
    context.subject("draft", id, id);
    return DraftAnswer.of(current.draft(), current.revision());
  }

  DraftPage list(String workspace, DraftFilter filter) {
    List<DraftStore.Current> found = store.list(workspace, filter);
    List<DraftStore.Current> shown = found.stream().limit(filter.limit()).toList();
    String next = found.size() > shown.size() ? cursorAfter(shown.getLast().draft()) : null;
    return new DraftPage(
        shown.stream().map(item -> DraftSummary.of(item.draft(), item.revision())).toList(), next);
  }

  private DraftAnswer revise(Draft draft, Content content, String previousContentHash) {
    Instant now = now();
    RevisionId id = new RevisionId(draft.id(), draft.advance(now));
    Revision revision = new Revision(id, content, context.caller(), now);
    store.add(revision);
    store.index(draft, revision);
    outbox.add(
        new OutgoingEvent(
            DraftRevised.TOPIC,
            DraftRevised.TYPE,
            draft.id(),
            draft.workspace(),
            DraftRevised.of(
                draft,
                revision,
                previousContentHash,
                library.find(draft.workspace(), content.mediaIds()))));
    return DraftAnswer.of(draft, revision);
  }

  private static String nextStep(DraftAnswer before, DraftAnswer after) {
    if (before.contentHash().equals(after.contentHash())) {
      return "Nothing that is published has changed; an approval still holds.";
    }
    return after.channelIds().isEmpty()
        ? NO_CHANNEL
        : "An approval of the earlier content no longer holds; call submit_for_approval when the"
            + " person agrees.";
  }

  private Undo restore(DraftAnswer revised, Content before) {
    Map<String, Object> arguments =
        Map.of(
            "workspace", revised.workspace(),
            "draft_id", revised.id(),
            "expected_revision", revised.revision(),
            "title", before.title() == null ? "" : before.title(),
            "text", before.text(),
            "channel_ids", before.channelIds(),
            "variants", before.variants(),
            "labels", before.labels(),
            "media", before.media(),
            "thread", before.thread());
    return Undo.by("update_draft", arguments, now().plus(UNDO_KEPT));
  }

  private static String cursorAfter(Draft last) {
    return new PagePosition(last.updatedAt(), last.id()).cursor();
  }

  // What the database keeps of an instant, so that an answer reads the same the second time.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
