package io.postly.scheduling.network;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a webhook channel keeps, encrypted: the address may carry a token of its own. */
@RegisterForReflection
record WebhookCredentials(String url, String secret) {}
