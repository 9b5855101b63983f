package io.postly.drafts.draft;

import io.postly.drafts.DraftsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Addresses of drafts, as clients reach them. */
@ApplicationScoped
class DraftLinks {

  private final DraftsConfig config;

  DraftLinks(DraftsConfig config) {
    this.config = config;
  }

  String to(Draft draft) {
    return "%s/api/v1/workspaces/%s/drafts/%s"
        .formatted(config.publicUrl(), draft.workspace(), draft.id());
  }
}
