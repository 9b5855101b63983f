package io.postly.scheduling.content;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a copy's pictures as JSON text; null for a variant with the draft's own. */
@Converter
class PicturesColumn implements AttributeConverter<List<PictureCopy>, String> {

  private static final JsonList<PictureCopy> JSON = JsonList.of(PictureCopy.class);

  @Override
  public String convertToDatabaseColumn(List<PictureCopy> list) {
    return JSON.write(list);
  }

  @Override
  public List<PictureCopy> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
