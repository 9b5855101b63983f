package io.postly.scheduling.queue;

import io.postly.action.problem.Violation;
import io.postly.scheduling.publication.QueuedPosts.QueuedPost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which posts of a queue get which slots. Moves that change nothing are left out. */
final class QueueMoves {

  private QueueMoves() {}

  /** What is wrong with an order that is to have every post of the queue once. */
  static List<Violation> objections(List<QueuedPost> queue, List<UUID> wanted) {
    List<Violation> violations = new ArrayList<>();
    Set<UUID> left =
        queue.stream().map(QueuedPost::id).collect(Collectors.toCollection(HashSet::new));
    Set<UUID> known = Set.copyOf(left);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "publication_ids[" + i + "]";
      if (!known.contains(wanted.get(i))) {
        violations.add(Violation.of(field, "is not in this queue"));
      } else if (!left.remove(wanted.get(i))) {
        violations.add(Violation.of(field, "is given twice"));
      }
    }
    if (!left.isEmpty()) {
      violations.add(
          Violation.of("publication_ids", "leaves out " + left.size() + " posts of the queue"));
    }
    return violations;
  }

  /**
   * The same slots in another order.
   *
   * @param queue by slot
   * @param wanted the same posts
   */
  static Map<UUID, Instant> reordered(List<QueuedPost> queue, List<UUID> wanted) {
    Map<UUID, Instant> moves = new LinkedHashMap<>();
    for (int i = 0; i < queue.size(); i++) {
      if (!queue.get(i).id().equals(wanted.get(i))) {
        moves.put(wanted.get(i), queue.get(i).slot());
      }
    }
    return moves;
  }

  /** The posts whose slots have passed. */
  static List<QueuedPost> passed(List<QueuedPost> queue, Instant now) {
    return queue.stream().filter(post -> !post.slot().isAfter(now)).toList();
  }

  /**
   * Free slots for posts, in order.
   *
   * @param free at least as many as there are posts
   */
  static Map<UUID, Instant> intoFree(List<QueuedPost> posts, List<Instant> free) {
    Map<UUID, Instant> moves = new LinkedHashMap<>();
    for (int i = 0; i < posts.size(); i++) {
      moves.put(posts.get(i).id(), free.get(i));
    }
    return moves;
  }
}
