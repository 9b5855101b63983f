package io.postly.action.confirmation;

/**
 * The clients whose own dialogs count as a person's confirmation in a workspace, as its policy
 * names them.
 */
public interface TrustedClients {

  /**
   * Whether the workspace trusts the client's dialogs.
   *
   * @param workspace the workspace's slug
   * @param client the OAuth client's identifier
   */
  boolean trusts(String workspace, String client);
}
