package io.postly.scheduling.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks up what is in doubt on a network, without what it says: what cannot be read of one keeps
 * none of the others. However much is in doubt on one channel or server, the others get their
 * turns: the longest unknown of each comes first.
 */
@ApplicationScoped
class Doubts {

  private static final String IN_DOUBT =
      """
      SELECT id, channel_id, server, in_trouble
      FROM (
        SELECT *, row_number() OVER (PARTITION BY coalesce(server, CAST(channel_id AS text))
          ORDER BY of_channel, changed_at) AS of_server
        FROM (
          SELECT doubt.id, doubt.channel_id, doubt.changed_at, channel.server,
            channel.trouble IS NOT NULL AS in_trouble,
            row_number() OVER (PARTITION BY doubt.channel_id ORDER BY doubt.changed_at) AS of_channel
          FROM %s doubt JOIN channel ON channel.id = doubt.channel_id
          WHERE doubt.state = 'unconfirmed' AND doubt.network = :network
            AND doubt.id <> ALL (CAST(:posts AS uuid[]))
            AND channel.id <> ALL (CAST(:channels AS uuid[]))
            AND (channel.trouble IS NULL OR channel.id <> ALL (CAST(:inTrouble AS uuid[])))
            AND (channel.closed_until IS NULL OR channel.closed_until <= :now)
            AND (channel.server IS NULL
              OR channel.server NOT IN (SELECT name FROM network_server WHERE next_try_at > :now))
          ) AS by_channel
        WHERE of_channel <= :mostOfOne) AS by_server
      ORDER BY of_server, changed_at LIMIT :most
      """;

  private static final String POSTS = IN_DOUBT.formatted("publication");
  private static final String PARTS = IN_DOUBT.formatted("publication_part");

  private final EntityManager entities;

  Doubts(EntityManager entities) {
    this.entities = entities;
  }

  List<InDoubt> ofPosts(String network, InDoubt.Wanted wanted) {
    return of(POSTS, network, wanted);
  }

  List<InDoubt> ofParts(String network, InDoubt.Wanted wanted) {
    return of(PARTS, network, wanted);
  }

  private List<InDoubt> of(String query, String network, InDoubt.Wanted wanted) {
    List<?> rows =
        entities
            .createNativeQuery(query, Tuple.class)
            .setParameter("network", network)
            .setParameter("posts", array(wanted.posts()))
            .setParameter("channels", array(wanted.channels()))
            .setParameter("inTrouble", array(wanted.inTrouble()))
            .setParameter("now", wanted.now())
            .setParameter("mostOfOne", wanted.mostOfOne())
            .setParameter("most", wanted.most())
            .getResultList();
    return rows.stream().map(Tuple.class::cast).map(Doubts::inDoubt).toList();
  }

  private static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private static InDoubt inDoubt(Tuple row) {
    return new InDoubt(
        row.get("id", UUID.class),
        row.get("channel_id", UUID.class),
        Optional.ofNullable(row.get("server", String.class)),
        row.get("in_trouble", Boolean.class));
  }
}
