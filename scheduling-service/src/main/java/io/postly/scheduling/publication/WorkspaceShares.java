package io.postly.scheduling.publication;

import io.postly.scheduling.SchedulingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Lets no workspace have all that a replica may send at the same time: receivers of one that take
 * their time, as many as they are, hold up nobody else's posts. What other replicas send does not
 * count here.
 */
@ApplicationScoped
public class WorkspaceShares {

  private static final int PARTS = 4;
  private static final int PARTS_OF_ONE = 3;

  private final int most;
  private final Map<String, Integer> sending = new ConcurrentHashMap<>();

  WorkspaceShares(SchedulingConfig config) {
    this.most = Math.max(1, config.dispatch().concurrency() * PARTS_OF_ONE / PARTS);
  }

  /** A post of that workspace has been claimed here. */
  public void begin(String workspace) {
    sending.merge(workspace, 1, Integer::sum);
  }

  /** What has begun has ended. */
  public void end(String workspace) {
    sending.computeIfPresent(workspace, (_, posts) -> posts == 1 ? null : posts - 1);
  }

  /** What is left of them for one claim. */
  Room room() {
    return new Room(new HashMap<>(sending), most);
  }

  /**
   * How many more posts of each workspace one claim may have.
   *
   * @param taken posts of workspaces that are being sent, or are claimed with it
   * @param most of one workspace
   */
  record Room(Map<String, Integer> taken, int most) {

    /** Takes one of a workspace; false if there is none. */
    boolean take(String workspace) {
      return taken.merge(workspace, 1, Integer::sum) <= most;
    }

    /** The workspaces that have none. */
    Set<String> full() {
      return taken.entrySet().stream()
          .filter(entry -> entry.getValue() >= most)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }
  }
}
