package io.postly.scheduling.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.event.IncomingEvent;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.network.SignedWebhooks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of notifications have in common: endpoints, facts, and a sender of their own. */
abstract class NotificationScenario extends SchedulingScenario {

  static final List<String> EVERYTHING = NotificationType.choice();

  @Inject NotificationLedger ledger;
  @Inject ReviewNotifications reviews;
  @Inject SignedWebhooks webhooks;
  @Inject CredentialVault vault;
  @Inject NotificationTraces traces;
  @Inject SchedulingConfig config;

  private final ObjectMapper mapper = new ObjectMapper();

  /** An endpoint, with the secret that was shown once. */
  record Endpoint(UUID id, String secret) {}

  @BeforeEach
  void forgetOtherTests() {
    execute("DELETE FROM notification_endpoint");
  }

  String endpoints(String rest) {
    return path("/notification-endpoints" + rest);
  }

  ValidatableResponse create(Tokens person, Map<String, Object> endpoint) {
    return Requests.as(person).body(endpoint).post(endpoints("")).then();
  }

  Endpoint endpoint(String url) {
    ValidatableResponse created =
        create(admin, Map.of("url", url, "event_types", EVERYTHING)).statusCode(201);
    return new Endpoint(
        UUID.fromString(created.extract().path("endpoint.id")), created.extract().path("secret"));
  }

  ValidatableResponse update(Endpoint endpoint, Map<String, Object> change) {
    return Requests.as(admin).body(change).put(endpoints("/" + endpoint.id())).then();
  }

  Map<String, Object> shown(Endpoint endpoint) {
    return Requests.as(admin)
        .get(endpoints(""))
        .then()
        .statusCode(200)
        .extract()
        .path("endpoints.find { it.id == '" + endpoint.id() + "' }");
  }

  List<Map<String, Object>> deliveries(Endpoint endpoint) {
    return Requests.as(admin)
        .queryParam("limit", 100)
        .get(endpoints("/" + endpoint.id() + "/deliveries"))
        .then()
        .statusCode(200)
        .extract()
        .path("deliveries");
  }

  /** The only delivery to an endpoint. */
  Map<String, Object> delivery(Endpoint endpoint) {
    List<Map<String, Object>> all = deliveries(endpoint);
    if (all.size() != 1) {
      throw new AssertionError("Not one delivery: " + all);
    }
    return all.getFirst();
  }

  ValidatableResponse redeliver(Endpoint endpoint, Object delivery) {
    return Requests.as(admin)
        .post(endpoints("/" + endpoint.id() + "/deliveries/" + delivery + "/redelivery"))
        .then();
  }

  /** A new review asks for an approval. */
  UUID reviewRequested() {
    UUID review = UUID.randomUUID();
    reviewIs(review, "open");
    return review;
  }

  void reviewIs(UUID review, String state) {
    ContentFixture.Draft draft = ContentFixture.Draft.in(workspace);
    reviewIs(ContentFixture.reviewData(draft, review, 1, "Hello", state));
  }

  void reviewIs(Map<String, Object> data) {
    IncomingEvent event =
        new IncomingEvent(
            UUID.randomUUID(),
            ReviewChanged.TYPE,
            workspace,
            (String) data.get("draft_id"),
            Instant.EPOCH,
            mapper.valueToTree(data));
    QuarkusTransaction.requiringNew().run(() -> reviews.handle(event));
  }

  NotificationSender sender() {
    return new NotificationSender(ledger, webhooks, vault, traces, config.notifications());
  }

  /** Sends everything that is due, to the end. */
  void sendDue() {
    NotificationSender sender = sender();
    while (sender.run() > 0) {
      sender.awaitIdle();
    }
  }

  /** Fails, and waits, until nothing is tried any more. */
  void failForGood() {
    for (Duration delay : config.notifications().retryDelays()) {
      sendDue();
      advanceBeyond(delay);
    }
    sendDue();
  }

  /** Moves the time by the delay and what it may be spread by. */
  void advanceBeyond(Duration delay) {
    clock.advance(delay.multipliedBy(5).dividedBy(4));
  }

  /** The signature of a request as Standard Webhooks defines it, worked out here anew. */
  static String signature(String secret, FakeReceiver.Received request) {
    String signed =
        request.headers().get("webhook-id")
            + "."
            + request.headers().get("webhook-timestamp")
            + "."
            + request.body();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
