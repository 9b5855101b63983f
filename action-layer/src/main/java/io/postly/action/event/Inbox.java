package io.postly.action.event;

import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.transaction.TransientFailures;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Applies each event once, in a transaction of its own with the mark that it has been applied. A
 * passing failure is tried again until it passes, because the next event of the key must not
 * overtake; an event that cannot be applied goes to the dead-letter topic, and the partition goes
 * on. A process that is stopping confirms what it has applied, and nothing else.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final String DEAD_LETTER = "dead_letter";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final List<EventHandler> handlers;
  private final EventCodec codec;
  private final InboxTable table;
  private final DeadLetters deadLetters;
  private final EventTraces traces;
  private final Clock clock;
  private volatile boolean stopping;

  Inbox(
      @All List<EventHandler> handlers,
      EventCodec codec,
      InboxTable table,
      DeadLetters deadLetters,
      EventTraces traces,
      Clock clock) {
    this.handlers = handlers;
    this.codec = codec;
    this.table = table;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.clock = clock;
  }

  /** From now on failures say nothing about events: what they need to be applied is going away. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Incoming("events")
  @Blocking
  @ActivateRequestContext
  void receive(ConsumerRecord<String, String> delivered) throws InterruptedException {
    try (ActiveSpan span = span(delivered)) {
      applyInTheEnd(delivered, span);
    }
  }

  /** What nobody here applies is not worth a span. */
  private ActiveSpan span(ConsumerRecord<String, String> delivered) {
    return CloudEventHeaders.find(delivered.headers(), CloudEventHeaders.TYPE)
        .filter(type -> !interested(type).isEmpty())
        .map(type -> traces.applying(delivered, type))
        .orElse(ActiveSpan.NONE);
  }

  private void applyInTheEnd(ConsumerRecord<String, String> delivered, ActiveSpan span)
      throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!applied(delivered, span)) {
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private boolean applied(ConsumerRecord<String, String> delivered, ActiveSpan span) {
    try {
      IncomingEvent event = read(delivered);
      QuarkusTransaction.requiringNew().run(() -> applyOnce(event));
      span.succeeded();
      return true;
    } catch (RuntimeException e) {
      if (stopping) {
        // Not confirmed, so it is read again after the next start.
        throw e;
      }
      if (TransientFailures.isTransient(e)) {
        LOG.warnf("An event is tried again: %s", e.getMessage());
        return false;
      }
      LOG.error("An event cannot be applied and goes to the dead-letter topic", e);
      span.failed(TraceAttributes.SYSTEM, DEAD_LETTER);
      return deadLetters.take(delivered, e);
    }
  }

  private void applyOnce(IncomingEvent event) {
    List<EventHandler> interested = interested(event.type());
    if (!interested.isEmpty() && table.markApplied(event, clock.instant())) {
      interested.forEach(handler -> handler.handle(event));
    }
  }

  private List<EventHandler> interested(String type) {
    return handlers.stream().filter(handler -> handler.types().contains(type)).toList();
  }

  private IncomingEvent read(ConsumerRecord<String, String> delivered) {
    Headers headers = delivered.headers();
    return new IncomingEvent(
        UUID.fromString(CloudEventHeaders.require(headers, CloudEventHeaders.ID)),
        CloudEventHeaders.require(headers, CloudEventHeaders.TYPE),
        CloudEventHeaders.require(headers, CloudEventHeaders.WORKSPACE),
        delivered.key(),
        Instant.parse(CloudEventHeaders.require(headers, CloudEventHeaders.TIME)),
        codec.parse(delivered.value()));
  }
}
