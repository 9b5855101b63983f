package io.postly.scheduling.content;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps the parts of a copy's thread as JSON text; null for a variant with the draft's own. */
@Converter
class ThreadColumn implements AttributeConverter<List<PartCopy>, String> {

  private static final JsonList<PartCopy> JSON = JsonList.of(PartCopy.class);

  @Override
  public String convertToDatabaseColumn(List<PartCopy> list) {
    return JSON.write(list);
  }

  @Override
  public List<PartCopy> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
