package io.postly.drafts.draft;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a revision's variants as JSON text. */
@Converter
class VariantsColumn implements AttributeConverter<List<Variant>, String> {

  private static final JsonList<Variant> JSON = JsonList.of(Variant.class);

  @Override
  public String convertToDatabaseColumn(List<Variant> list) {
    return JSON.write(list);
  }

  @Override
  public List<Variant> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
