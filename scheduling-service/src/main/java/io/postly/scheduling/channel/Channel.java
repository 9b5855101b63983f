package io.postly.scheduling.channel;

import io.postly.action.identifier.Identifiers;
import io.postly.scheduling.network.Connection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An account on a network that a workspace publishes to. Never changed once it is connected. */
@Entity
public class Channel {

  @Id UUID id;
  String workspace;
  String network;
  String name;
  String address;
  String credentials;
  Instant connectedAt;

  protected Channel() {}

  static Channel connect(
      String workspace,
      String network,
      String name,
      Connection account,
      Encryption encryption,
      Instant now) {
    Channel channel = new Channel();
    channel.id = Identifiers.next();
    channel.workspace = workspace;
    channel.network = network;
    channel.name = name;
    channel.address = account.address().orElse(null);
    channel.credentials = account.credentials().map(encryption.of(channel.id)).orElse(null);
    channel.connectedAt = now;
    return channel;
  }

  /** Encrypts for one channel only. */
  interface Encryption {
    UnaryOperator<String> of(UUID channelId);
  }

  /** The identifier that drafts and publications name it by. */
  public UUID id() {
    return id;
  }

  /** The name of the network. */
  public String network() {
    return network;
  }

  /** What people know it by; unique in the workspace. */
  public String name() {
    return name;
  }

  Optional<String> address() {
    return Optional.ofNullable(address);
  }
}
