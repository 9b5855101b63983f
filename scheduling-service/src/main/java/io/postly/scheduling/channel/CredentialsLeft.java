package io.postly.scheduling.channel;

/**
 * A channel does not use these credentials any more. Fired in process, in the transaction that
 * takes them from it.
 *
 * @param replaced whether the channel has others now, of the same account
 */
record CredentialsLeft(SealedCredentials credentials, boolean replaced) {}
