package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The text that is meant for one network. */
@TemplateData
@RegisterForReflection
public record Variant(String network, String text) {}
