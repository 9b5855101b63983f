package io.postly.scheduling.workspace;

import io.postly.action.identifier.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** The workspaces' settings. */
@ApplicationScoped
public class Workspaces {

  private static final ZoneId DEFAULT = ZoneId.of("UTC");

  private static final String MAKE_KNOWN =
      "INSERT INTO workspace (slug, id, time_zone) VALUES (:slug, :id, 'UTC') ON CONFLICT DO NOTHING";

  private final EntityManager entities;

  Workspaces(EntityManager entities) {
    this.entities = entities;
  }

  /** The time zone in which a workspace's times are shown; UTC until it is set. */
  public ZoneId timeZone(String slug) {
    return Optional.ofNullable(entities.find(Workspace.class, slug))
        .map(workspace -> ZoneId.of(workspace.timeZone))
        .orElse(DEFAULT);
  }

  /** The identifier by which the audit trail knows the workspace. */
  public UUID id(String slug) {
    makeKnown(slug);
    return entities.find(Workspace.class, slug).id;
  }

  /** Lets nobody else change the workspace's settings until the transaction ends. */
  public UUID lockSettings(String slug) {
    return lock(slug).id;
  }

  /** The workspace, locked; made with the default settings if nothing has been set yet. */
  Workspace lock(String slug) {
    makeKnown(slug);
    return entities.find(Workspace.class, slug, LockModeType.PESSIMISTIC_WRITE);
  }

  private void makeKnown(String slug) {
    entities
        .createNativeQuery(MAKE_KNOWN)
        .setParameter("slug", slug)
        .setParameter("id", Identifiers.next())
        .executeUpdate();
  }
}
