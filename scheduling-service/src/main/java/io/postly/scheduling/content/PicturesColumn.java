package io.postly.scheduling.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a copy's pictures as JSON text; null for a variant with the draft's own. */
@Converter
class PicturesColumn implements AttributeConverter<List<PictureCopy>, String> {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final TypeReference<List<PictureCopy>> PICTURES = new TypeReference<>() {};

  @Override
  public String convertToDatabaseColumn(List<PictureCopy> pictures) {
    try {
      return pictures == null ? null : MAPPER.writeValueAsString(pictures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Pictures are always JSON", e);
    }
  }

  @Override
  public List<PictureCopy> convertToEntityAttribute(String column) {
    try {
      return column == null ? null : MAPPER.readValue(column, PICTURES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The pictures of a copy cannot be read", e);
    }
  }
}
