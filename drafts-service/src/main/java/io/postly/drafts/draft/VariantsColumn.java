package io.postly.drafts.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a revision's variants as JSON text. */
@Converter
class VariantsColumn implements AttributeConverter<List<Variant>, String> {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final TypeReference<List<Variant>> VARIANTS = new TypeReference<>() {};

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
      return MAPPER.readValue(column, VARIANTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The variants of a revision cannot be read", e);
    }
  }
}
