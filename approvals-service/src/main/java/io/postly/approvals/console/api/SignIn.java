package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A sign-in at a network that has begun.
 *
 * @param signInUrl where the person signs in; null if this was shown before
 * @param expiresAt until when they may come back
 */
@TemplateData
@RegisterForReflection
public record SignIn(String signInUrl, String network, Instant expiresAt) {}
