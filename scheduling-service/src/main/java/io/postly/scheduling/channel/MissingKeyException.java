package io.postly.scheduling.channel;

/**
 * Something is encrypted with a key that this replica is not configured with. Others may be: it
 * says nothing of what was encrypted, nor of its owner.
 */
public final class MissingKeyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingKeyException(String keyId) {
    super("The credentials key " + keyId + " is not configured here");
  }
}
