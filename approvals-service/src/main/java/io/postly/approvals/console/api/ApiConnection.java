package io.postly.approvals.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.postly.approvals.console.ConsoleConfig;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calls the gateway's REST API with the token of the person who is signed in, like any other
 * client. Reads of an answer only what a record asks for.
 */
@ApplicationScoped
class ApiConnection {

  private static final Logger LOG = Logger.getLogger(ApiConnection.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final int FIRST_ERROR = 400;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final SecurityIdentity person;
  private final String address;

  ApiConnection(SecurityIdentity person, ConsoleConfig config) {
    this.person = person;
    this.address = config.apiUrl();
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /** The answer of a call that changes nothing. */
  JsonNode read(ApiRequest request) {
    return send(request, HttpRequest.newBuilder().GET());
  }

  /**
   * The answer of a call that changes something.
   *
   * @param key names this intent, so that a form that is sent twice is done once
   * @param body what is sent, or null
   */
  JsonNode write(ApiRequest request, String method, String key, Object body) {
    HttpRequest.Builder http = HttpRequest.newBuilder().header("Idempotency-Key", key);
    if (body == null) {
      return send(request, http.method(method, BodyPublishers.noBody()));
    }
    return send(
        request,
        http.header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(written(body))));
  }

  <T> T as(Class<T> type, JsonNode answer) {
    try {
      return mapper.treeToValue(answer, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a " + type.getSimpleName(), e);
    }
  }

  <T> Page<T> page(String member, Class<T> type, JsonNode answer) {
    List<T> items = new ArrayList<>();
    answer.path(member).forEach(item -> items.add(as(type, item)));
    return new Page<>(items, answer.path("next_cursor").textValue());
  }

  private JsonNode send(ApiRequest request, HttpRequest.Builder http) {
    String token = person.getCredential(AccessTokenCredential.class).getToken();
    try {
      HttpResponse<String> response =
          client.send(
              http.uri(URI.create(address + request.target()))
                  .timeout(TIMEOUT)
                  .header("Authorization", "Bearer " + token)
                  .header("Accept", "application/json, application/problem+json")
                  .build(),
              BodyHandlers.ofString());
      return answer(response);
    } catch (IOException e) {
      LOG.warnf("The API does not answer: %s", e);
      throw new RefusedException(unavailable(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(unavailable(), e);
    }
  }

  private JsonNode answer(HttpResponse<String> response) throws IOException {
    JsonNode body = mapper.readTree(response.body());
    if (response.statusCode() >= FIRST_ERROR) {
      throw new RefusedException(
          Optional.ofNullable(as(Problem.class, body)).orElseGet(ApiConnection::unavailable));
    }
    return body;
  }

  private String written(Object body) {
    try {
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem unavailable() {
    return Problem.of(
        UNAVAILABLE,
        "Postly does not answer",
        "Postly could not be reached, so it is not certain whether anything was done.",
        "Wait a moment, look whether it was done, and try again if it was not.");
  }
}
