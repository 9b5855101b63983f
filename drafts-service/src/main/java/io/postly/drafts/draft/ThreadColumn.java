package io.postly.drafts.draft;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps the parts of a revision's thread as JSON text. */
@Converter
class ThreadColumn implements AttributeConverter<List<ThreadPart>, String> {

  private static final JsonList<ThreadPart> JSON = JsonList.of(ThreadPart.class);

  @Override
  public String convertToDatabaseColumn(List<ThreadPart> list) {
    return JSON.write(list);
  }

  @Override
  public List<ThreadPart> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
