package io.postly.approvals.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a copy's pictures as JSON text. */
@Converter
class PicturesColumn implements AttributeConverter<List<Picture>, String> {

  private static final ObjectMapper MAPPER = new JsonMapper();

  @Override
  public String convertToDatabaseColumn(List<Picture> pictures) {
    try {
      return MAPPER.writeValueAsString(pictures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Pictures are always JSON", e);
    }
  }

  @Override
  public List<Picture> convertToEntityAttribute(String column) {
    try {
      return MAPPER.readValue(column, new TypeReference<List<Picture>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The pictures of a copy cannot be read", e);
    }
  }
}
