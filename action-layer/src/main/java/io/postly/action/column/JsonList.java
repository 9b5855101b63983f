package io.postly.action.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * How a column keeps a list as JSON text; null stays null. What a later version has added to its
 * elements is passed over, so that the version before it can be gone back to.
 *
 * @param <T> what is listed, registered for reflection
 */
public final class JsonList<T> {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final JavaType type;

  private JsonList(Class<T> element) {
    this.type = MAPPER.getTypeFactory().constructCollectionType(List.class, element);
  }

  /** Of elements of that type. */
  public static <T> JsonList<T> of(Class<T> element) {
    return new JsonList<>(element);
  }

  /** The text of a list. */
  public String write(List<T> list) {
    try {
      return list == null ? null : MAPPER.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A list that is no JSON: " + type, e);
    }
  }

  /**
   * The list of a text.
   *
   * @throws IllegalStateException if it is none of such elements
   */
  public List<T> read(String text) {
    try {
      return text == null ? null : MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A column that cannot be read as " + type, e);
    }
  }
}
