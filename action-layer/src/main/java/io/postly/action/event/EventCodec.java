package io.postly.action.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;

/**
 * The JSON of events: snake_case, absent fields left out, and unknown fields ignored, so that a
 * producer may add fields within a version.
 */
@Singleton
public class EventCodec {

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /**
   * The payload of an event as a record.
   *
   * @throws IllegalArgumentException if the payload does not fit
   */
  public <T> T read(IncomingEvent event, Class<T> type) {
    try {
      return mapper.treeToValue(event.data(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The data of " + event.type() + " cannot be read", e);
    }
  }

  String write(Object data) {
    try {
      return mapper.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The data of an event is not JSON", e);
    }
  }

  JsonNode parse(String data) {
    try {
      return mapper.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The data of an event is not JSON", e);
    }
  }
}
