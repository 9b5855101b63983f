package io.postly.drafts.draft;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a revision's pictures as JSON text. */
@Converter
class MediaColumn implements AttributeConverter<List<MediaReference>, String> {

  private static final JsonList<MediaReference> JSON = JsonList.of(MediaReference.class);

  @Override
  public String convertToDatabaseColumn(List<MediaReference> list) {
    return JSON.write(list);
  }

  @Override
  public List<MediaReference> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
