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

/** Whatever is tried on a part of a thread, in whatever order: what must hold always. */
class PartStateMachineTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** What may be tried; refused tries throw and must change nothing. */
  enum Try {
    TAKE_TURN,
    CLAIM,
    RELEASE,
    BEGIN,
    BEGIN_WITH_AN_OLD_TOKEN,
    EXPIRE_LEASE,
    RECORD_DELIVERED,
    RECORD_NOT_DELIVERED,
    RECORD_REFUSED_FOR_NOW,
    RECORD_UNKNOWN,
    RECORD_DELIVERED_OF_AN_OLD_ATTEMPT,
    SETTLE_AS_FOUND,
    SETTLE_AS_ABSENT,
    CORRECT,
    DOUBT,
    FAIL,
    PLAN_AGAIN,
    WAIT_A_LITTLE,
    WAIT_LONG,
    SET_THE_CLOCK_BACK
  }

  @Provide
  Arbitrary<List<Try>> tries() {
    return Arbitraries.of(Try.class).list().ofMaxSize(60);
  }

  @Property(tries = 2000)
  void neverBeforeItsTurnNeverTwiceWithoutProof(@ForAll("tries") List<Try> tries) {
    Run run = new Run();
    tries.forEach(run::attempt);

    assertTrue(run.mayStand <= 1);
  }

  @Property
  void isTheSamePartWheneverItIsMade(@ForAll long first) {
    UUID publication = new UUID(first, 1);

    assertEquals(PublicationPart.idOf(publication, 2), PublicationPart.idOf(publication, 2));
    assertFalse(PublicationPart.idOf(publication, 2).equals(PublicationPart.idOf(publication, 3)));
  }

  private static final class Run {
    private final PublicationPart part;
    private final List<UUID> tokens = new ArrayList<>();
    private Instant now = START;

    /** How often it may have been published, for all that anybody can know. */
    private int mayStand;

    Run() {
      Publication first =
          Publication.of(
              new Publication.Target("acme", UUID.randomUUID(), UUID.randomUUID(), "sandbox"),
              new Publication.Content(1, "sha256:1"),
              true,
              START,
              new Requester(new Person("u1", "Una"), "mcp", Optional.empty()),
              START);
      part = PublicationPart.of(first, PublicationPart.FIRST, START);
    }

    void attempt(Try what) {
      PartState before = part.state;
      int stoodBefore = mayStand;
      try {
        take(what);
      } catch (IllegalStateException refused) {
        assertEquals(before, part.state);
        assertEquals(stoodBefore, mayStand);
      }
      check(before);
    }

    private void check(PartState before) {
      PartState after = part.state;
      assertTrue(before == after || before.mayBecome(after), () -> before + " to " + after);
      assertEquals(after == PartState.PUBLISHED, part.publishedAt != null);
      assertTrue(after != PartState.SENDING || part.leaseUntil != null);
      assertTrue(!after.isStopped() || (part.reason != null && part.leaseUntil == null));
      assertTrue(after != PartState.PUBLISHED || mayStand == 1);
    }

    private void take(Try what) {
      switch (what) {
        case TAKE_TURN -> part.takeTurn(now);
        case CLAIM -> claim();
        case RELEASE -> part.release();
        case BEGIN -> begin(lastToken());
        case BEGIN_WITH_AN_OLD_TOKEN -> begin(oldToken());
        case EXPIRE_LEASE -> expireLease();
        case RECORD_DELIVERED -> record(lastToken(), new Delivery.Delivered(now, Optional.empty()));
        case RECORD_NOT_DELIVERED -> recordNotDelivered();
        case RECORD_REFUSED_FOR_NOW -> refuseForNow();
        case RECORD_UNKNOWN -> record(lastToken(), new Delivery.Unknown("timeout"));
        case RECORD_DELIVERED_OF_AN_OLD_ATTEMPT ->
            record(oldToken(), new Delivery.Delivered(now, Optional.empty()));
        case SETTLE_AS_FOUND -> settle(new Delivery.Delivered(now, Optional.empty()));
        case SETTLE_AS_ABSENT -> settleAsAbsent();
        case DOUBT -> doubt();
        case FAIL -> part.fail("content_changed", now);
        case CORRECT -> correct();
        case PLAN_AGAIN -> planAgain();
        case WAIT_A_LITTLE -> now = now.plusSeconds(20);
        case WAIT_LONG -> now = now.plusSeconds(100);
        case SET_THE_CLOCK_BACK -> now = now.minusSeconds(45);
      }
    }

    private void claim() {
      UUID token = UUID.randomUUID();
      part.claim(token, now.plus(LEASE), now);
      tokens.add(token);
    }

    private UUID lastToken() {
      return tokens.isEmpty() ? UUID.randomUUID() : tokens.getLast();
    }

    private UUID oldToken() {
      return tokens.size() < 2 ? UUID.randomUUID() : tokens.getFirst();
    }

    private void begin(UUID token) {
      part.begin(token, now.plus(LEASE), now);
      assertFalse(part.turnAt == null || now.isBefore(part.turnAt));
      assertFalse(part.retryAt != null && now.isBefore(part.retryAt));
      mayStand++;
    }

    private void expireLease() {
      if (part.state == PartState.SENDING && !now.isBefore(part.leaseUntil)) {
        part.conclude(new Delivery.Unknown("dispatcher_lost"), now);
      }
    }

    private void record(UUID token, Delivery delivery) {
      if (part.awaitsOutcomeOf(token)) {
        part.conclude(delivery, now);
      }
    }

    private void recordNotDelivered() {
      if (part.awaitsOutcomeOf(lastToken())) {
        part.conclude(Delivery.NotDelivered.ofPost("http_410"), now);
        mayStand--;
      }
    }

    private void refuseForNow() {
      if (part.awaitsOutcomeOf(lastToken())) {
        part.retry(Delivery.NotDelivered.forNow("http_429"), now.plusSeconds(30), now);
        mayStand--;
      }
    }

    private void settle(Delivery delivery) {
      if (part.state == PartState.UNCONFIRMED) {
        part.conclude(delivery, now);
      }
    }

    private void settleAsAbsent() {
      if (part.state == PartState.UNCONFIRMED) {
        part.conclude(Delivery.NotDelivered.ofPost("not_on_network"), now);
        mayStand--;
      }
    }

    private void correct() {
      part.correct(new Delivery.Delivered(now, Optional.empty()), now);
      mayStand++;
    }

    /** A person has seen that it is not there. */
    private void planAgain() {
      boolean wasInDoubt = part.state == PartState.UNCONFIRMED;
      part.planAgain(now);
      if (wasInDoubt) {
        mayStand--;
      }
    }

    /** For all that is known, it has been sent once. */
    private void doubt() {
      part.doubt("database_restored", now);
      mayStand++;
    }
  }
}
