package io.postly.scheduling.content;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobStore;
import io.postly.action.event.IncomingEvent;
import io.postly.action.identifier.Identifiers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells the service of drafts and reviews as the events of other services do, each in a transaction
 * of its own.
 */
@ApplicationScoped
public class ContentFixture {

  public static final String DRAFT_REVISED = DraftRevised.TYPE;
  public static final String REVIEW_CHANGED = ReviewChanged.TYPE;

  private final DraftRevisedHandler drafts;
  private final ReviewChangedHandler reviews;
  private final ArchiveChangedHandler archive;
  private final ObjectMapper mapper = new ObjectMapper();

  ContentFixture(
      DraftRevisedHandler drafts, ReviewChangedHandler reviews, ArchiveChangedHandler archive) {
    this.drafts = drafts;
    this.reviews = reviews;
    this.archive = archive;
  }

  /** A draft as the tests speak of it. */
  public record Draft(String workspace, UUID id, List<UUID> channels) {

    public static Draft in(String workspace, UUID... channels) {
      return new Draft(workspace, Identifiers.next(), Arrays.asList(channels));
    }
  }

  public void revised(Draft draft, int revision, String text) {
    QuarkusTransaction.requiringNew()
        .run(() -> drafts.handle(event(DRAFT_REVISED, draft, revisedData(draft, revision, text))));
  }

  /** A revision with a member of its own, such as its thread. */
  public void revised(Draft draft, int revision, String text, String member, Object value) {
    Map<String, Object> data = revisedData(draft, revision, text);
    data.put(member, value);
    QuarkusTransaction.requiringNew().run(() -> drafts.handle(event(DRAFT_REVISED, draft, data)));
  }

  public void review(Draft draft, UUID reviewId, int revision, String text, String state) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                reviews.handle(
                    event(
                        REVIEW_CHANGED,
                        draft,
                        reviewData(draft, reviewId, revision, text, state))));
  }

  public void archived(Draft draft, Instant at) {
    changeArchive(draft, ArchiveChanged.ARCHIVED, at);
  }

  public void restored(Draft draft, Instant at) {
    changeArchive(draft, ArchiveChanged.RESTORED, at);
  }

  private void changeArchive(Draft draft, String type, Instant at) {
    Map<String, Object> data =
        Map.of(
            "draft_id",
            draft.id().toString(),
            "workspace",
            draft.workspace(),
            "by",
            Map.of("id", "u1", "name", "Una"),
            "through",
            "mcp",
            "at",
            at.toString());
    QuarkusTransaction.requiringNew().run(() -> archive.handle(event(type, draft, data)));
  }

  /** A new review of that content, approved at that time. */
  public void approvedAt(Draft draft, int revision, String text, Instant at) {
    Map<String, Object> data = reviewData(draft, UUID.randomUUID(), revision, text, "approved");
    data.put("at", at.toString());
    QuarkusTransaction.requiringNew().run(() -> reviews.handle(event(REVIEW_CHANGED, draft, data)));
  }

  /** A new review of that content, approved at once. */
  public UUID approved(Draft draft, int revision, String text) {
    UUID reviewId = UUID.randomUUID();
    review(draft, reviewId, revision, text, "approved");
    return reviewId;
  }

  /** A new draft with one revision, approved. */
  public Draft approvedDraft(String workspace, String text, UUID... channels) {
    Draft draft = Draft.in(workspace, channels);
    revised(draft, 1, text);
    approved(draft, 1, text);
    return draft;
  }

  /** A new draft with one revision that has pictures, approved. */
  public Draft approvedDraft(
      String workspace, String text, List<Map<String, Object>> media, UUID... channels) {
    return approvedDraft(workspace, text, "media", media, channels);
  }

  /** A new draft with one revision that goes on as a thread, approved. */
  public Draft approvedThread(
      String workspace, String text, List<String> thread, UUID... channels) {
    List<Map<String, String>> parts = thread.stream().map(part -> Map.of("text", part)).toList();
    return approvedDraft(workspace, text, "thread", parts, channels);
  }

  private Draft approvedDraft(
      String workspace, String text, String member, Object value, UUID... channels) {
    Draft draft = Draft.in(workspace, channels);
    revised(draft, 1, text, member, value);
    approved(draft, 1, text);
    return draft;
  }

  /** A picture as the event tells of it, kept in that store. */
  public static Map<String, Object> picture(BlobStore blobs, byte[] content, String altText) {
    return Map.of(
        "media_id",
        UUID.randomUUID().toString(),
        "sha256",
        blobs.put(content).sha256(),
        "type",
        "image/png",
        "bytes",
        content.length,
        "width",
        4,
        "height",
        3,
        "alt_text",
        altText);
  }

  public static Map<String, Object> revisedData(Draft draft, int revision, String text) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("draft_id", draft.id().toString());
    data.put("workspace", draft.workspace());
    data.put("revision", revision);
    data.put("content_hash", hash(draft, text));
    data.put("title", "Title " + revision);
    data.put("text", text);
    data.put("variants", List.of(Map.of("network", "webhook", "text", text + " (webhook)")));
    data.put("channel_ids", draft.channels().stream().map(UUID::toString).toList());
    data.put("labels", List.of());
    data.put("created_by", Map.of("id", "u1", "name", "Una"));
    data.put("created_through", "mcp");
    data.put("authored_by", Map.of("id", "u1", "name", "Una"));
    data.put("authored_through", "mcp");
    data.put("at", "2026-11-24T08:00:00Z");
    return data;
  }

  public static Map<String, Object> reviewData(
      Draft draft, UUID reviewId, int revision, String text, String state) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("review_id", reviewId.toString());
    data.put("draft_id", draft.id().toString());
    data.put("workspace", draft.workspace());
    data.put("state", state);
    data.put("revision", revision);
    data.put("content_hash", hash(draft, text));
    data.put("channel_ids", draft.channels().stream().map(UUID::toString).toList());
    data.put("requested_by", Map.of("id", "u1", "name", "Una"));
    data.put("requested_through", "mcp");
    data.put("requested_at", "2026-11-24T08:00:00Z");
    data.put("authored_through", "mcp");
    data.put("at", "2026-11-24T08:00:00Z");
    return data;
  }

  private static String hash(Draft draft, String text) {
    return "sha256:%064x".formatted(List.of(text, draft.channels()).hashCode() & 0xffffffffL);
  }

  private IncomingEvent event(String type, Draft draft, Map<String, Object> data) {
    return new IncomingEvent(
        UUID.randomUUID(),
        type,
        draft.workspace(),
        draft.id().toString(),
        Instant.EPOCH,
        mapper.valueToTree(data));
  }
}
