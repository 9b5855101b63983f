package io.postly.action.audit.chain;

import java.util.Arrays;
import java.util.List;

/** What is exported of each entry, in this order: every field, and both hashes. */
final class AuditColumns {

  static final List<String> NAMES =
      List.of(
          "service",
          "workspace",
          "sequence",
          "id",
          "at",
          "action",
          "outcome",
          "code",
          "person_id",
          "person_name",
          "channel",
          "client",
          "subject_type",
          "subject_id",
          "argument_digest",
          "before",
          "after",
          "replayed",
          "confirmation_id",
          "previous_hash",
          "hash");

  private AuditColumns() {}

  /** The values by the names' order; null for what the entry does not have. */
  static List<Object> values(String service, AuditLink link) {
    AuditEntry entry = link.entry();
    return Arrays.asList(
        service,
        entry.workspace(),
        link.sequence(),
        entry.id(),
        entry.at(),
        entry.action(),
        entry.outcome(),
        entry.code(),
        entry.personId(),
        entry.personName(),
        entry.channel(),
        entry.client(),
        entry.subjectType(),
        entry.subjectId(),
        entry.argumentDigest(),
        entry.before(),
        entry.after(),
        entry.replayed(),
        entry.confirmationId(),
        link.previousHash(),
        link.hash());
  }
}
