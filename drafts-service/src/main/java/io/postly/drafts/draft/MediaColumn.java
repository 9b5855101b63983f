package io.postly.drafts.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a revision's pictures as JSON text. */
@Converter
class MediaColumn implements AttributeConverter<List<MediaReference>, String> {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final TypeReference<List<MediaReference>> MEDIA = new TypeReference<>() {};

  @Override
  public String convertToDatabaseColumn(List<MediaReference> media) {
    try {
      return MAPPER.writeValueAsString(media);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("References are always JSON", e);
    }
  }

  @Override
  public List<MediaReference> convertToEntityAttribute(String column) {
    try {
      return MAPPER.readValue(column, MEDIA);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The pictures of a revision cannot be read", e);
    }
  }
}
