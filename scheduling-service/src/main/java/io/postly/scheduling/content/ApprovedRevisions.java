package io.postly.scheduling.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The revisions that may go out of many drafts, each with its variants, read at once and without a
 * persistence context: dispatchers read thousands, and change none.
 */
@ApplicationScoped
class ApprovedRevisions {

  private static final String APPROVED =
      """
      SELECT approved.draft_id, approved.revision, approved.workspace, approved.content_hash,
        approved.title, approved.text, approved.channel_ids, approved.media, approved.thread,
        approved.revised_at, variant.network, variant.text AS variant_text,
        variant.media AS variant_media, variant.thread AS variant_thread,
        variant.content_warning
      FROM unnest(?::uuid[]) AS wanted (draft_id)
        JOIN draft_copy ON draft_copy.draft_id = wanted.draft_id AND NOT draft_copy.archived
        CROSS JOIN LATERAL (%s) AS approved
        LEFT JOIN draft_variant AS variant
          ON variant.draft_id = approved.draft_id AND variant.revision = approved.revision
      """
          .formatted(Contents.STANDING_APPROVAL.formatted("wanted.draft_id"));

  private final DataSource dataSource;
  private final PicturesColumn pictures = new PicturesColumn();
  private final ThreadColumn threads = new ThreadColumn();

  ApprovedRevisions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** By draft; drafts that nothing may go out of are left out. */
  Map<UUID, DraftRevision> of(Collection<UUID> draftIds) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(APPROVED)) {
      select.setArray(1, connection.createArrayOf("uuid", draftIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        Map<UUID, DraftRevision> approved = new HashMap<>();
        while (row.next()) {
          UUID draftId = row.getObject("draft_id", UUID.class);
          DraftRevision revision = approved.get(draftId);
          if (revision == null) {
            revision = revision(draftId, row);
            approved.put(draftId, revision);
          }
          addVariant(revision, row);
        }
        return approved;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Approved revisions were not read", e);
    }
  }

  private DraftRevision revision(UUID draftId, ResultSet row) throws SQLException {
    DraftRevision revision = new DraftRevision();
    revision.id = new RevisionId(draftId, row.getInt("revision"));
    revision.workspace = row.getString("workspace");
    revision.contentHash = row.getString("content_hash");
    revision.title = row.getString("title");
    revision.text = row.getString("text");
    revision.channelIds = (UUID[]) row.getArray("channel_ids").getArray();
    revision.media = pictures.convertToEntityAttribute(row.getString("media"));
    revision.thread = threads.convertToEntityAttribute(row.getString("thread"));
    revision.revisedAt = row.getObject("revised_at", OffsetDateTime.class).toInstant();
    return revision;
  }

  /** The row's variant, if it has one. */
  private void addVariant(DraftRevision revision, ResultSet row) throws SQLException {
    String network = row.getString("network");
    if (network != null) {
      VariantCopy variant = new VariantCopy();
      variant.text = row.getString("variant_text");
      variant.media = pictures.convertToEntityAttribute(row.getString("variant_media"));
      variant.thread = threads.convertToEntityAttribute(row.getString("variant_thread"));
      variant.contentWarning = row.getString("content_warning");
      revision.variants.put(network, variant);
    }
  }
}
