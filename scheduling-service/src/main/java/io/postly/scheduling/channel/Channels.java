package io.postly.scheduling.channel;

import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** The connected channels. */
@ApplicationScoped
public class Channels {

  private static final String CREDENTIALS =
      "SELECT id, credentials FROM channel WHERE id = ANY (CAST(:channels AS uuid[]))";

  private final EntityManager entities;

  Channels(EntityManager entities) {
    this.entities = entities;
  }

  /** Every connected channel of a workspace, by name. */
  public List<Channel> of(String workspace) {
    return ofAnyTime(workspace).stream().filter(channel -> !channel.isDisconnected()).toList();
  }

  private List<Channel> ofAnyTime(String workspace) {
    return entities
        .createQuery(
            "FROM Channel WHERE workspace = :workspace ORDER BY lower(name), id", Channel.class)
        .setParameter("workspace", workspace)
        .getResultList();
  }

  /** The channels of a workspace by their identifiers, those too that are disconnected by now. */
  public Map<UUID, Channel> byId(String workspace) {
    return ofAnyTime(workspace).stream()
        .collect(Collectors.toMap(Channel::id, Function.identity()));
  }

  /** One channel, of any workspace. */
  public Optional<Channel> find(UUID channelId) {
    return Optional.ofNullable(entities.find(Channel.class, channelId));
  }

  /** Whether nothing goes out on the channel until a person has seen to it. */
  public boolean isInTrouble(UUID channelId) {
    return find(channelId).flatMap(Channel::trouble).isPresent();
  }

  /** One channel of that workspace, even if it is disconnected by now. */
  public Optional<Channel> find(String workspace, UUID channelId) {
    return find(channelId).filter(channel -> channel.workspace.equals(workspace));
  }

  /** Which of these channels are disconnected, as it is known at this moment. */
  public Set<UUID> disconnected(Set<UUID> channelIds) {
    return Set.copyOf(
        entities
            .createQuery(
                "SELECT id FROM Channel WHERE id IN :channels AND disconnectedAt IS NOT NULL",
                UUID.class)
            .setParameter("channels", channelIds)
            .getResultList());
  }

  /** The channel's credentials as they are kept. */
  public Optional<String> encryptedCredentials(UUID channelId) {
    return find(channelId).map(channel -> channel.credentials);
  }

  /** The credentials of channels as they are kept. */
  public Map<UUID, Optional<String>> encryptedCredentials(Set<UUID> channelIds) {
    if (channelIds.isEmpty()) {
      return Map.of();
    }
    List<?> rows =
        entities
            .createNativeQuery(CREDENTIALS, Tuple.class)
            .setParameter("channels", channelIds.toArray(UUID[]::new))
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(
            Collectors.toMap(
                row -> row.get("id", UUID.class),
                row -> Optional.ofNullable(row.get("credentials", String.class))));
  }

  /** Lets nobody else who locks the channel go on until the transaction ends. */
  public void lock(UUID channelId) {
    entities.find(Channel.class, channelId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** A connected channel of that workspace. */
  Channel connected(String workspace, UUID channelId) {
    return find(workspace, channelId)
        .filter(channel -> !channel.isDisconnected())
        .orElseThrow(() -> ProblemException.notFound("channel"));
  }

  /** A connected channel of that workspace: what is read of it holds until the transaction ends. */
  Channel lockConnected(String workspace, UUID channelId) {
    entities.refresh(connected(workspace, channelId), LockModeType.PESSIMISTIC_WRITE);
    return connected(workspace, channelId);
  }

  boolean isNameTaken(String workspace, String name) {
    return !entities
        .createQuery(
            "SELECT id FROM Channel WHERE workspace = :workspace AND lower(name) = lower(:name)"
                + " AND disconnectedAt IS NULL",
            UUID.class)
        .setParameter("workspace", workspace)
        .setParameter("name", name)
        .getResultList()
        .isEmpty();
  }

  /** Fails, as {@link #isNameTaken} would, where another channel has just taken the name. */
  void add(Channel channel) {
    try {
      entities.persist(channel);
      entities.flush();
    } catch (ConstraintViolationException e) {
      throw nameTaken();
    }
  }

  static ProblemException nameTaken() {
    return ProblemException.invalid("name", "is the name of another channel of this workspace");
  }
}
