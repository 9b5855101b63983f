package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;

/**
 * A message to be signed and sent.
 *
 * @param url the receiver's address
 * @param id the same at every attempt: what lets a receiver recognize a repetition
 * @param body JSON
 * @param secrets each signs it; the receiver needs to know one of them
 * @param sendBefore from this instant on it must not be sent any more
 */
public record SignedMessage(
    String url, String id, String body, List<String> secrets, Instant sendBefore) {

  /** Copies the list. */
  public SignedMessage {
    secrets = List.copyOf(secrets);
  }

  /** Without address, secrets and body, which no log may show. */
  @Override
  public String toString() {
    return "message " + id;
  }
}
