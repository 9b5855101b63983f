package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.scheduling.network.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is tried on a publication, in whatever order: what must hold always. */
class PublicationStateMachineTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant DUE = START.plusSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** What may be tried; refused tries throw and must change nothing. */
  enum Try {
    APPROVE_FIRST,
    APPROVE_SECOND,
    EDIT,
    CLAIM,
    BEGIN,
    BEGIN_WITH_AN_OLD_TOKEN,
    EXPIRE_LEASE,
    RECORD_DELIVERED,
    RECORD_NOT_DELIVERED,
    RECORD_REFUSED_FOR_NOW,
    RECORD_UNKNOWN,
    SETTLE_AS_FOUND,
    DOUBT,
    HOLD_AS_LATE,
    MOVE_TO_THE_SAME_TIME,
    CANCEL,
    MISS,
    GIVE_UP,
    WAIT_A_LITTLE,
    WAIT_LONG,
    SET_THE_CLOCK_BACK
  }

  @Provide
  Arbitrary<List<Try>> tries() {
    return Arbitraries.of(Try.class).list().ofMaxSize(60);
  }

  @Property(tries = 2000)
  void neverEarlyNeverTwiceNeverUnapproved(
      @ForAll("tries") List<Try> tries, @ForAll boolean approved) {
    Run run = new Run(approved);
    tries.forEach(run::attempt);

    assertTrue(run.sent.size() + run.doubts <= 1);
    for (Sent sending : run.sent) {
      assertFalse(sending.at().isBefore(DUE));
      assertEquals(sending.approvedHash(), sending.hash());
    }
  }

  /** One sending, as the outside world would see it. */
  private record Sent(Instant at, String hash, String approvedHash) {}

  private static final class Run {
    private final Publication publication;
    private final List<Sent> sent = new ArrayList<>();
    private final List<UUID> tokens = new ArrayList<>();
    private Instant now = START;
    private String approvedHash;
    private Instant retryAt = START;
    private int doubts;

    Run(boolean approved) {
      publication =
          Publication.of(
              new Publication.Target("acme", UUID.randomUUID(), UUID.randomUUID(), "sandbox"),
              new Publication.Content(1, "sha256:1"),
              approved,
              DUE,
              new Requester(new Person("u1", "Una"), "mcp", Optional.empty()),
              START);
      approvedHash = approved ? "sha256:1" : null;
    }

    void attempt(Try what) {
      PublicationState before = publication.state;
      int sentBefore = sent.size();
      try {
        take(what);
      } catch (IllegalStateException refused) {
        assertEquals(before, publication.state);
        assertEquals(sentBefore, sent.size());
      }
      check(before);
    }

    private void check(PublicationState before) {
      PublicationState after = publication.state;
      assertTrue(before == after || before.mayBecome(after));
      assertFalse(before.isEnded() && before != after);
      assertEquals(
          after == PublicationState.CLAIMED || after == PublicationState.PUBLISHING,
          publication.leaseUntil != null);
      assertEquals(after == PublicationState.PUBLISHED, publication.publishedAt != null);
      if (after == PublicationState.CANCELLED || after == PublicationState.MISSED) {
        assertTrue(sent.isEmpty());
      }
    }

    private void take(Try what) {
      switch (what) {
        case APPROVE_FIRST -> approve(1);
        case APPROVE_SECOND -> approve(2);
        case EDIT -> edit();
        case CLAIM -> claim();
        case BEGIN -> begin(lastToken());
        case BEGIN_WITH_AN_OLD_TOKEN ->
            begin(tokens.size() < 2 ? UUID.randomUUID() : tokens.getFirst());
        case EXPIRE_LEASE -> expireLease();
        case RECORD_DELIVERED -> record(new Delivery.Delivered(now, Optional.empty()));
        case RECORD_NOT_DELIVERED -> record(Delivery.NotDelivered.ofPost("http_410"));
        case RECORD_REFUSED_FOR_NOW -> refuseForNow();
        case RECORD_UNKNOWN -> record(new Delivery.Unknown("timeout"));
        case SETTLE_AS_FOUND -> settle();
        case DOUBT -> doubt();
        case HOLD_AS_LATE -> publication.holdAsLate(now);
        case MOVE_TO_THE_SAME_TIME -> move();
        case CANCEL -> publication.cancel(null, now);
        case MISS -> publication.miss("overdue", now);
        case GIVE_UP -> publication.giveUp(now);
        case WAIT_A_LITTLE -> now = now.plusSeconds(20);
        case WAIT_LONG -> now = now.plusSeconds(100);
        case SET_THE_CLOCK_BACK -> now = now.minusSeconds(45);
      }
    }

    /** What is approved is the world's, whatever the publication makes of it. */
    private void approve(int revision) {
      approvedHash = "sha256:" + revision;
      if (publication.state.isOnItsWay() && !publication.contentHash.equals(approvedHash)) {
        publication.hold("content_changed", now);
      }
      publication.plan(new Publication.Content(revision, approvedHash), now);
    }

    private void edit() {
      approvedHash = null;
      publication.hold("content_changed", now);
    }

    private void claim() {
      UUID token = UUID.randomUUID();
      publication.claim(token, now.plus(LEASE), now);
      tokens.add(token);
    }

    private UUID lastToken() {
      return tokens.isEmpty() ? UUID.randomUUID() : tokens.getLast();
    }

    private void begin(UUID token) {
      publication.begin(token, now.plus(LEASE), now);
      sent.add(new Sent(now, publication.contentHash, approvedHash));
      assertFalse(now.isBefore(retryAt));
    }

    private void expireLease() {
      if (publication.leaseUntil != null && !now.isBefore(publication.leaseUntil)) {
        if (publication.state == PublicationState.CLAIMED) {
          publication.release(now);
        } else {
          publication.conclude(new Delivery.Unknown("dispatcher_lost"), now);
        }
      }
    }

    private void record(Delivery delivery) {
      if (publication.awaitsOutcomeOf(lastToken())) {
        publication.conclude(delivery, now);
      }
    }

    /** What was certainly not accepted is as if it had never been sent. */
    private void refuseForNow() {
      if (!publication.awaitsOutcomeOf(lastToken())) {
        return;
      }
      publication.retry(Delivery.NotDelivered.forNow("http_429"), now.plusSeconds(30), now);
      sent.removeLast();
      retryAt = now.plusSeconds(30);
    }

    /** What was held as late goes on only with what is approved by now. */
    private void move() {
      boolean wasHeldAsLate = publication.isHeldAsLate();
      publication.moveTo(DUE, now);
      retryAt = START;
      assertFalse(publication.isHeldAsLate());
      if (wasHeldAsLate && approvedHash != null) {
        publication.plan(
            new Publication.Content(approvedHash.endsWith("1") ? 1 : 2, approvedHash), now);
      }
    }

    /** For all that is known, it has been sent once. */
    private void doubt() {
      publication.doubt("database_restored", now);
      doubts++;
    }

    private void settle() {
      if (publication.state == PublicationState.UNCONFIRMED) {
        publication.conclude(new Delivery.Delivered(now, Optional.empty()), now);
      }
    }
  }
}
