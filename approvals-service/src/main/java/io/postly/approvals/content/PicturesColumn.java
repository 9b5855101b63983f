package io.postly.approvals.content;

import io.postly.action.column.JsonList;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps a copy's pictures as JSON text. */
@Converter
class PicturesColumn implements AttributeConverter<List<Picture>, String> {

  private static final JsonList<Picture> JSON = JsonList.of(Picture.class);

  @Override
  public String convertToDatabaseColumn(List<Picture> list) {
    return JSON.write(list);
  }

  @Override
  public List<Picture> convertToEntityAttribute(String column) {
    return JSON.read(column);
  }
}
