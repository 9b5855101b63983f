package io.postly.approvals.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a copy's variants as JSON text. */
@Converter
class VariantsColumn implements AttributeConverter<List<Variant>, String> {

  private static final ObjectMapper MAPPER = new JsonMapper();

  @Override
  public String convertToDatabaseColumn(List<Variant> variants) {
    try {
      return MAPPER.writeValueAsString(variants);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Variants are always JSON", e);
    }
  }

  @Override
  public List<Variant> convertToEntityAttribute(String column) {
    try {
      return MAPPER.readValue(column, new TypeReference<List<Variant>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The variants of a copy cannot be read", e);
    }
  }
}
