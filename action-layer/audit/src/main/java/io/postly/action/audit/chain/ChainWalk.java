package io.postly.action.audit.chain;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One walk along a chain, which works every hash out anew from the one before. Keeps the last link
 * only. Instances are single-use.
 *
 * <p>It walks to the end that the chain recorded when the walk began: entries up to there change no
 * more, whatever is appended meanwhile.
 */
final class ChainWalk {

  private static final int AT_A_TIME = 200;

  private final AuditChain chain;
  private long checked;
  private Instant from;
  private Instant to;
  private long last;
  private String lastHash = AuditHash.FIRST;
  private boolean complete;
  private AuditFault fault;

  ChainWalk(AuditChain chain) {
    this.chain = chain;
  }

  /**
   * Walks, and says what it came to.
   *
   * @param after the number of the entry to begin behind, which is taken as it stands; 0 for none
   * @param most how many entries to go at most
   */
  AuditVerdict walk(long after, long most) throws SQLException {
    AuditChain.Head head = chain.head();
    if (after > 0 && after > head.sequence()) {
      last = head.sequence();
      lastHash = head.hash();
      complete = true;
      return verdict();
    }
    startBehind(after);
    long end = most < head.sequence() - after ? after + most : head.sequence();
    follow(after, end);
    if (fault == null && last < end) {
      fault = new AuditFault(last + 1, AuditFault.Kind.MISSING);
    }
    if (fault == null && end == head.sequence()) {
      compareWith(head);
    }
    return verdict();
  }

  private void startBehind(long after) throws SQLException {
    if (after == 0) {
      return;
    }
    List<AuditLink> before = chain.links(after - 1, after, 1);
    if (before.isEmpty()) {
      fault = new AuditFault(after, AuditFault.Kind.MISSING);
    } else {
      last = after;
      lastHash = before.getFirst().hash();
    }
  }

  private void follow(long after, long end) throws SQLException {
    // Nothing has a number below 1, unless somebody put it there.
    long reached = after == 0 ? Long.MIN_VALUE : after;
    boolean more = fault == null;
    while (more) {
      List<AuditLink> links = chain.links(reached, end, AT_A_TIME);
      for (AuditLink link : links) {
        fault = check(link).orElse(null);
        if (fault != null) {
          return;
        }
        take(link);
      }
      more = links.size() == AT_A_TIME;
      reached = last;
    }
  }

  private void take(AuditLink link) {
    checked++;
    if (from == null) {
      from = link.entry().at();
    }
    to = link.entry().at();
    last = link.sequence();
    lastHash = link.hash();
  }

  private Optional<AuditFault> check(AuditLink link) {
    long expected = last + 1;
    if (link.sequence() < expected) {
      return Optional.of(new AuditFault(link.sequence(), AuditFault.Kind.INSERTED));
    }
    if (link.sequence() > expected) {
      return Optional.of(new AuditFault(expected, AuditFault.Kind.MISSING));
    }
    boolean holds = link.previousHash().equals(lastHash) && link.isHashedAs(expected);
    return holds ? Optional.empty() : Optional.of(breach(link));
  }

  /** What was done to a chain in which this entry does not follow from the one before. */
  private static AuditFault breach(AuditLink link) {
    long number = link.sequence();
    if (link.isHashedAs(number)) {
      // Whole in itself, so the one before it was replaced together with its hash.
      return new AuditFault(Math.max(1, number - 1), AuditFault.Kind.CHANGED);
    }
    if (link.isHashedAs(number - 1)) {
      return new AuditFault(number - 1, AuditFault.Kind.INSERTED);
    }
    if (link.isHashedAs(number + 1)) {
      return new AuditFault(number, AuditFault.Kind.MISSING);
    }
    return new AuditFault(number, AuditFault.Kind.CHANGED);
  }

  private void compareWith(AuditChain.Head head) throws SQLException {
    complete = true;
    fault =
        lastHash.equals(head.hash())
            ? chain.beyondHead().orElse(null)
            : new AuditFault(head.sequence(), AuditFault.Kind.HEAD_MISMATCH);
  }

  private AuditVerdict verdict() {
    return new AuditVerdict(
        checked, from, to, last, lastHash, complete, Optional.ofNullable(fault));
  }
}
