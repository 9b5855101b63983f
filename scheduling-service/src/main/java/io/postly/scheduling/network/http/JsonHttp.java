package io.postly.scheduling.network.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.OutgoingHttp;
import io.postly.action.outgoing.OutgoingRequest;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Speaks JSON with strangers' servers, as {@link OutgoingHttp} speaks HTTP with them. */
@ApplicationScoped
public class JsonHttp {

  private static final String JSON = "application/json";

  private final OutgoingHttp http;
  private final ObjectMapper mapper;

  /** Through that client, and with that form of JSON. */
  public JsonHttp(OutgoingHttp http, ObjectMapper mapper) {
    this.http = http;
    this.mapper = mapper;
  }

  /** See {@link OutgoingHttp#objection}. */
  public Optional<String> objection(String url) {
    return http.objection(url);
  }

  /** See {@link OutgoingHttp#allowsPrivateAddresses}. */
  public boolean allowsPrivateAddresses() {
    return http.allowsPrivateAddresses();
  }

  /** Sends a request, and says what came of it. Never throws. */
  public HttpAnswer exchange(JsonRequest request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("accept", JSON);
    headers.put("user-agent", "Postly");
    Optional<Content> content = request.body().map(this::content);
    content.ifPresent(body -> headers.put("content-type", body.type()));
    return http.exchange(
        new OutgoingRequest(
            request.method(),
            request.address(),
            headers,
            content.map(Content::bytes),
            request.sendBefore(),
            request.maxAnswerBytes()));
  }

  private Content content(Object body) {
    return switch (body) {
      case Content content -> content;
      case Form form -> form.content();
      default -> new Content(JSON, Buffer.buffer(write(body)));
    };
  }

  /** The JSON of an answer; a missing node where there is none, or none that can be read. */
  public JsonNode read(HttpAnswer.Answered answer) {
    try {
      return answer.body().isPresent() ? mapper.readTree(answer.text()) : missing();
    } catch (JsonProcessingException e) {
      return missing();
    }
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  /** A value as JSON, such as credentials that are to be kept. */
  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What {@link #write} has written.
   *
   * @throws IllegalArgumentException if it is not a value of that type; without saying what it is
   */
  public <T> T read(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No " + type.getSimpleName());
    }
  }
}
