package io.postly.scheduling.removal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps states in the database under the names that people see. */
@Converter(autoApply = true)
class RemovalStateConverter implements AttributeConverter<RemovalState, String> {

  @Override
  public String convertToDatabaseColumn(RemovalState state) {
    return state == null ? null : state.label();
  }

  @Override
  public RemovalState convertToEntityAttribute(String label) {
    return label == null ? null : RemovalState.of(label);
  }
}
