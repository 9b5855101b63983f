package io.postly.drafts.channel;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.Set;

/** Keeps this service's copy of the channels. */
@ApplicationScoped
class ChannelCopies implements EventHandler {

  private final EntityManager entities;
  private final EventCodec codec;

  ChannelCopies(EntityManager entities, EventCodec codec) {
    this.entities = entities;
    this.codec = codec;
  }

  @Override
  public Set<String> types() {
    return Set.of(ChannelConnected.TYPE, ChannelDisconnected.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    if (event.type().equals(ChannelDisconnected.TYPE)) {
      disconnect(codec.read(event, ChannelDisconnected.class));
    } else {
      connect(codec.read(event, ChannelConnected.class));
    }
  }

  private void connect(ChannelConnected connected) {
    entities.merge(
        new Channel(
            connected.channelId(),
            connected.workspace(),
            connected.network(),
            connected.name(),
            connected.maxCharacters(),
            connected.countingOrUsual(),
            connected.pictureLimits(),
            connected.maxThreadOrNone(),
            connected.contentWarnings()));
  }

  /** After the channel's connecting, which has the same key. */
  private void disconnect(ChannelDisconnected disconnected) {
    Optional.ofNullable(entities.find(Channel.class, disconnected.channelId()))
        .ifPresent(Channel::disconnect);
  }
}
