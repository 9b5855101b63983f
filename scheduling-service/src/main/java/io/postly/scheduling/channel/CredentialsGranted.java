package io.postly.scheduling.channel;

/**
 * A network has given credentials. Fired in process, in the transaction that is to give them to a
 * channel: if that fails, nothing uses them.
 */
record CredentialsGranted(SealedCredentials credentials) {}
