package io.postly.scheduling.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.engagement.EngagementLedger.Claim;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading engagement of a network that tells, forgets and fails, with a clock that is set. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class EngagementReaderTest extends SchedulingScenario {

  private static final Duration FIRST = Duration.ofMinutes(6);

  @Inject PublicationLedger publications;
  @Inject EngagementLedger ledger;
  @Inject EngagementRetention retention;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject SchedulingConfig config;

  private final TalkingNetwork network = new TalkingNetwork();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    QuarkusMock.installMockForType(network.alone(), Networks.class);
  }

  @Test
  void shouldReadAPostWithGrowingPausesAndThenNoMore() {
    network.answer(() -> counted(1));
    UUID post = published(sandbox("One"));
    List<Duration> ages = config.engagement().readings();
    Duration age = Duration.ZERO;
    for (int reading = 0; reading < ages.size(); reading++) {
      readDue();
      assertEquals(reading, network.asked().size(), "before the age of " + ages.get(reading));
      Duration late = ages.get(reading).minus(age).multipliedBy(11).dividedBy(10);
      clock.advance(late.plusSeconds(1));
      age = age.plus(late).plusSeconds(1);
      readDue();
      assertEquals(reading + 1, network.asked().size(), "at the age of " + ages.get(reading));
    }

    clock.advance(Duration.ofDays(400));
    readDue();

    assertEquals(ages.size(), network.asked().size());
    assertEquals(List.of(reference(post)), network.asked().stream().distinct().toList());
    assertEquals(0, watched());
  }

  @Test
  void shouldTellOfNewsOnly() {
    UUID post = published(sandbox("One"));
    network.answer(
        () ->
            new EngagementReading.Counted(
                new Engagement(
                    OptionalLong.of(3),
                    OptionalLong.of(0),
                    OptionalLong.empty(),
                    OptionalLong.of(-1))));
    readAfter(FIRST);
    readAfter(Duration.ofMinutes(15));
    network.answer(() -> counted(4));
    readAfter(Duration.ofHours(1));

    List<JsonNode> told = told(post);
    assertEquals(3, network.asked().size());
    assertEquals(2, told.size());
    JsonNode first = told.getFirst();
    assertEquals(3, first.get("likes").asLong());
    assertEquals(0, first.get("reposts").asLong());
    assertFalse(first.has("replies"), "what the network does not tell");
    assertFalse(first.has("views"), "what cannot be a count");
    assertFalse(first.get("gone").asBoolean());
    assertEquals(workspace, first.get("workspace").asText());
    assertEquals("sandbox", first.get("network").asText());
    assertEquals(shown(post).get("published_at"), first.get("published_at").asText());
    assertEquals(4, told.getLast().get("likes").asLong());
    assertTrue(told.getLast().get("at").asText().compareTo(first.get("at").asText()) > 0);
  }

  @Test
  void shouldTellOnceThatAPostIsGone() {
    UUID post = published(sandbox("One"));
    network.answer(() -> counted(7));
    readAfter(FIRST);

    network.answer(EngagementReading.Gone::new);
    readAfter(Duration.ofHours(1));
    readAfter(Duration.ofDays(10));

    List<JsonNode> told = told(post);
    assertEquals(2, network.asked().size());
    assertEquals(2, told.size());
    assertTrue(told.getLast().get("gone").asBoolean());
    assertEquals(7, told.getLast().get("likes").asLong());
    assertEquals(0, watched());
    assertEquals("published", stateOf(post));
  }

  @Test
  void shouldTryAgainLaterAndLaterWhenTheNetworkDoesNotTell() {
    UUID post = published(sandbox("One"));
    network.answer(EngagementReading.Untold::new);
    readAfter(FIRST);
    readDue();
    assertEquals(1, network.asked().size());
    network.answer(
        () -> {
          throw new IllegalStateException("the connector has a fault");
        });
    readAfter(Duration.ofSeconds(75));
    readAfter(Duration.ofSeconds(75));
    assertEquals(2, network.asked().size());

    network.answer(() -> counted(2));
    readAfter(Duration.ofMinutes(5));

    assertEquals(3, network.asked().size());
    assertEquals(1, told(post).size());
    assertEquals("published", stateOf(post));
  }

  @Test
  void shouldNotAskAgainBeforeTheNetworkWantsIt() {
    UUID post = published(sandbox("One"));
    network.answer(() -> new EngagementReading.Untold(Optional.of(Duration.ofHours(2))));
    readAfter(FIRST);

    network.answer(() -> counted(2));
    readAfter(Duration.ofMinutes(119));
    assertEquals(1, network.asked().size());
    readAfter(Duration.ofMinutes(2));

    assertEquals(2, network.asked().size());
    assertEquals(1, told(post).size());
  }

  @Test
  void shouldGiveUpOnceThePostIsOldAndTheNetworkStillDoesNotTell() {
    published(sandbox("One"));
    clock.advance(Duration.ofDays(34));

    for (int attempt = 0; attempt < 10; attempt++) {
      readAfter(Duration.ofHours(8));
    }

    assertEquals(config.engagement().retryDelays().size() + 1, network.asked().size());
    assertEquals(0, watched());
  }

  @Test
  void shouldLeaveChannelsInTroubleAndClosedOnesAlone() {
    network.answer(() -> counted(1));
    UUID broken = sandbox("Broken");
    UUID closed = sandbox("Closed");
    UUID waiting = published(broken);
    UUID held = published(closed);
    UUID other = published(sandbox("Other"));
    changeChannel(broken, "trouble = 'http_401', trouble_since = now()");
    changeChannel(closed, "closed_until = now() + interval '1 hour'");

    readAfter(FIRST);
    assertEquals(List.of(reference(other)), network.asked());

    changeChannel(broken, "trouble = NULL, trouble_since = NULL");
    readDue();
    assertEquals(List.of(reference(other), reference(waiting)), network.asked());

    clock.advance(Duration.ofHours(1));
    readDue();
    assertTrue(network.asked().contains(reference(held)));
  }

  @Test
  void shouldForgetWhatNobodyMends() {
    UUID broken = sandbox("Broken");
    published(broken);
    changeChannel(broken, "trouble = 'http_401', trouble_since = now()");
    clock.advance(Duration.ofDays(36));
    retention.purge();
    assertEquals(1, watched());

    clock.advance(Duration.ofDays(2));
    retention.purge();

    assertEquals(0, watched());
  }

  @Test
  void shouldReadEachPostOnceHoweverManyReadersThereAre() throws Exception {
    network.answer(() -> counted(1));
    List<String> posts = new ArrayList<>();
    for (UUID channel : List.of(sandbox("One"), sandbox("Two"), sandbox("Three"))) {
      for (int post = 0; post < 5; post++) {
        posts.add(reference(published(channel)));
      }
    }
    clock.advance(FIRST);

    CyclicBarrier start = new CyclicBarrier(3);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        readers.add(
            threads.submit(
                () -> {
                  start.await();
                  readDue();
                  return null;
                }));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    readDue();

    assertEquals(posts.stream().sorted().toList(), network.asked().stream().sorted().toList());
  }

  @Test
  void shouldReadAgainWhatAReaderThatFailedHadClaimed() {
    network.answer(() -> counted(5));
    UUID post = published(sandbox("One"));
    clock.advance(FIRST);
    Claim lost = ledger.claim(10).getFirst();
    readDue();
    assertEquals(0, network.asked().size());

    readAfter(config.engagement().lease());
    ledger.record(lost, counted(1));

    assertEquals(List.of(reference(post)), network.asked());
    assertEquals(List.of(5L), told(post).stream().map(one -> one.get("likes").asLong()).toList());
  }

  @Test
  void shouldGiveBackWhatItHasClaimedWhenItStops() {
    UUID post = published(sandbox("One"));
    clock.advance(FIRST);
    Claim claim = ledger.claim(10).getFirst();

    ledger.release(claim);
    readDue();

    assertEquals(List.of(reference(post)), network.asked());
  }

  @Test
  void shouldWatchOnlyWhatANetworkTells() {
    UUID told = published(sandbox("One"));
    network.fallSilent();
    UUID untold = published(sandbox("Two"));
    UUID unknown = publishedAs(sandbox("Three"), Optional.empty());

    assertEquals(1, watched());
    assertTrue(publishedEvent(told).get("tells_engagement").asBoolean());
    assertFalse(publishedEvent(untold).get("tells_engagement").asBoolean());
    assertFalse(publishedEvent(unknown).get("tells_engagement").asBoolean());
  }

  @Test
  void shouldHaveAnExampleThatIsValid() {
    EventSchemas.assertValid(
        EngagementMeasured.TYPE, EventSchemas.example(EngagementMeasured.TYPE));
  }

  private static EngagementReading counted(long likes) {
    return new EngagementReading.Counted(
        new Engagement(
            OptionalLong.of(likes), OptionalLong.of(0), OptionalLong.of(0), OptionalLong.empty()));
  }

  private UUID published(UUID channel) {
    return publishedAs(channel, Optional.of("post"));
  }

  /** A post that has just gone out; the network knows it by its reference, if it has any. */
  private UUID publishedAs(UUID channel, Optional<String> reference) {
    Sending sending = begun(content.approvedDraft(workspace, "Hello", channel)).getFirst();
    UUID id = sending.publicationId();
    publications.record(
        id,
        sending.token(),
        new Delivery.Delivered(
            clock.instant(), Optional.empty(), reference.map(_ -> reference(id))));
    return id;
  }

  private static String reference(UUID post) {
    return "post " + post;
  }

  private void changeChannel(UUID channel, String change) {
    execute("UPDATE channel SET " + change + " WHERE id = '" + channel + "'");
  }

  private void readAfter(Duration pause) {
    clock.advance(pause);
    readDue();
  }

  /** Reads everything that is due, as one replica does. */
  private void readDue() {
    EngagementReader reader = new EngagementReader(ledger, networks, vault, config.engagement());
    while (reader.run() > 0) {
      reader.awaitIdle();
    }
  }

  private static long watched() {
    return PostlyBackends.count("SELECT count(*) FROM watched_post");
  }

  private static JsonNode publishedEvent(UUID post) {
    return events("io.postly.publication.changed.v1", post)
        .filter(event -> event.get("state").asText().equals("published"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> told(UUID post) {
    return events(EngagementMeasured.TYPE, post).toList();
  }

  private static Stream<JsonNode> events(String type, UUID post) {
    TestEvents.awaitAllSent();
    return TestEvents.all("postly.publications").stream()
        .filter(event -> event.type().equals(type))
        .filter(event -> event.data().get("publication_id").asText().equals(post.toString()))
        .peek(event -> EventSchemas.assertValid(type, event.data()))
        .map(TestEvents.Published::data);
  }
}
