package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of updates have in common: published posts, and a network that changes them. */
abstract class UpdateScenario extends SchedulingScenario {

  protected static final String EVENT = "io.postly.update.changed.v1";
  protected static final Duration SOON = Duration.ofMinutes(1);

  private static final Duration LATER = Duration.ofDays(3);

  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;
  @Inject UpdateLedger updates;
  @Inject Networks networks;
  @Inject SchedulingConfig config;

  protected final TalkingNetwork network = new TalkingNetwork();

  /** Every network that there is. */
  protected Networks all;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    all = ClientProxy.unwrap(networks);
    QuarkusMock.installMockForType(network.alone(), Networks.class);
  }

  @AfterEach
  void forgetRestores() {
    execute("DELETE FROM restoration");
  }

  /** A published post that is to say its draft's second revision. */
  protected UUID asked() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("c " + UUID.randomUUID()));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);
    return post;
  }

  protected void revised(Draft draft, int revision, String text) {
    content.revised(draft, revision, text);
    content.approved(draft, revision, text);
  }

  protected ValidatableResponse update(Tokens person, UUID post, int revision) {
    return Requests.as(person)
        .body(Map.of("expected_revision", revision))
        .put(path("/publications/" + post + "/content"))
        .then();
  }

  /** The editor, through an assistant. */
  protected Tokens chat() {
    return Tokens.of(workspace, "editor").client("chat");
  }

  protected static void refused(ValidatableResponse answer, String detail) {
    answer.statusCode(409).body("code", equalTo("not_updatable")).body("detail", equalTo(detail));
  }

  protected void dispatch() {
    run(network.alone());
  }

  protected void run(Networks known) {
    Dispatcher dispatcher = dispatchers.knowing(known);
    while (dispatcher.run() > 0) {
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
  }

  /** What is to go out in some days. */
  protected UUID planned(Draft draft, int revision) {
    JsonNode made =
        Requests.json(201, schedule(wanted(draft, revision, clock.instant().plus(LATER))));
    return UUID.fromString(made.at("/publications/0/id").asText());
  }

  /** A post that has just gone out. */
  protected UUID published(Draft draft) {
    return deliver(begun(draft).getFirst());
  }

  protected UUID deliver(Sending sending) {
    UUID id = sending.publicationId();
    ledger.record(
        id,
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.empty(), Optional.of(reference(id))));
    return id;
  }

  protected static String reference(UUID post) {
    return "post " + post;
  }

  protected List<Duration> delays() {
    return config.dispatch().retryDelays();
  }

  protected static String channelOf(UUID post) {
    return "(SELECT channel_id FROM publication WHERE id = '%s')".formatted(post);
  }

  /** Longer than a pause after that many attempts that were not answered. */
  protected void awaitAttemptAfter(int attempts) {
    clock.advance(delays().get(attempts - 1).multipliedBy(2));
  }

  /** The network does not answer, and is not asked again for a while. */
  protected void loseAnswer() {
    network.update(() -> new Delivery.Unknown("connection_lost"));
    dispatch();
    network.update(TalkingNetwork::delivered);
  }

  /** A post whose update is sent for the last time, and not answered. */
  protected void giveUp(UUID post) {
    execute(
        "UPDATE post_update SET attempt = %d, retry_at = NULL WHERE publication_id = '%s'"
            .formatted(delays().size(), post));
    network.update(() -> new Delivery.Unknown("http_502"));
    dispatch();
    assertEquals("unconfirmed", update(post).get("state"));
    network.update(TalkingNetwork::delivered);
  }

  /** The database is brought back as it is, a while after what was last done in it. */
  protected void restore() {
    clock.advance(SOON);
    execute("INSERT INTO restoration (restored_at) VALUES ('%s')".formatted(clock.instant()));
    clock.advance(SOON);
  }

  protected void begin(UpdateClaim claim) {
    assertTrue(updates.begin(claim).isPresent());
  }

  protected ValidatableResponse settle(UUID post, String outcome) {
    return Requests.as(admin)
        .body(Map.of("outcome", outcome))
        .post(path("/publications/" + post + "/settlement"))
        .then();
  }

  @SuppressWarnings("unchecked")
  protected Map<String, Object> update(UUID post) {
    return (Map<String, Object>) shown(post).get("update");
  }

  protected List<String> told(UUID post) {
    TestEvents.awaitAllSent();
    List<JsonNode> told =
        TestEvents.all("postly.publications").stream()
            .filter(event -> event.type().equals(EVENT))
            .map(TestEvents.Published::data)
            .filter(data -> data.path("publication_id").asText().equals(post.toString()))
            .toList();
    told.forEach(data -> EventSchemas.assertValid(EVENT, data));
    return told.stream().map(data -> data.path("state").asText()).toList();
  }
}
