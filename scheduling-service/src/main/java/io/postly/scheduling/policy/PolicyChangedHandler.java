package io.postly.scheduling.policy;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Set;

/** Copies what scheduling needs of each workspace's policy. */
@ApplicationScoped
class PolicyChangedHandler implements EventHandler {

  private static final String MAKE_KNOWN =
      "INSERT INTO policy_copy (workspace, version, trusted_clients) VALUES (:workspace, 0, '{}') ON CONFLICT DO NOTHING";

  private final EntityManager entities;
  private final EventCodec codec;

  PolicyChangedHandler(EntityManager entities, EventCodec codec) {
    this.entities = entities;
    this.codec = codec;
  }

  @Override
  public Set<String> types() {
    return Set.of(PolicyChanged.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    PolicyChanged changed = codec.read(event, PolicyChanged.class);
    entities
        .createNativeQuery(MAKE_KNOWN)
        .setParameter("workspace", changed.workspace())
        .executeUpdate();
    entities
        .find(PolicyCopy.class, changed.workspace(), LockModeType.PESSIMISTIC_WRITE)
        .take(changed);
    entities.flush();
  }
}
