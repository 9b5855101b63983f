package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A picture that would be published.
 *
 * @param sha256 what the blob store names it by
 * @param altText what is published of it for those who do not see it, or null
 */
@TemplateData
@RegisterForReflection
public record Picture(String sha256, String type, int width, int height, String altText) {

  /** What stands in its place for those who do not see it. */
  public String alternative() {
    return altText == null ? "" : altText;
  }
}
