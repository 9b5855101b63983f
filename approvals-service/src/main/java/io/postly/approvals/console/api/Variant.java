package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The text that is meant for one network.
 *
 * @param media its pictures; null for those of the draft
 * @param thread what follows it; null for what follows the text of the draft
 */
@TemplateData
@RegisterForReflection
public record Variant(String network, String text, List<Picture> media, List<ThreadPart> thread) {}
