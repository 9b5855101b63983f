package io.postly.drafts.channel;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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
    return Set.of(ChannelConnected.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    ChannelConnected connected = codec.read(event, ChannelConnected.class);
    entities.merge(
        new Channel(
            connected.channelId(),
            connected.workspace(),
            connected.network(),
            connected.name(),
            connected.maxCharacters(),
            connected.countingOrUsual()));
  }
}
