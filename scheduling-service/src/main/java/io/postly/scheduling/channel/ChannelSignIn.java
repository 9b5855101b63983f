package io.postly.scheduling.channel;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A sign-in at a network that somebody has begun: for one new channel, or for one that exists. */
@Entity
class ChannelSignIn {

  @Id UUID id;
  String stateDigest;
  String workspace;
  String person;
  String network;
  String server;
  String name;
  UUID channelId;
  String encryptedVerifier;
  String encryptedMemory;
  Instant expiresAt;

  protected ChannelSignIn() {}

  /** The channel that is to have new credentials; empty if one is to be connected. */
  Optional<UUID> channel() {
    return Optional.ofNullable(channelId);
  }

  /** What the connector has to know when the person comes back. */
  Optional<String> encryptedMemory() {
    return Optional.ofNullable(encryptedMemory);
  }

  /** The server that the person named, where the network has many. */
  Optional<String> server() {
    return Optional.ofNullable(server);
  }
}
