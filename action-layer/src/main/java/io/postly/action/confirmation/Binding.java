package io.postly.action.confirmation;

/**
 * The one call that a confirmation is for: nobody else's, through no other client, with no other
 * arguments.
 *
 * @param workspace the workspace's slug
 * @param personId the identity provider's subject
 * @param client the OAuth client
 * @param action the action's name
 * @param argumentDigest the fingerprint of the arguments
 */
public record Binding(
    String workspace, String personId, String client, String action, String argumentDigest) {}
