package io.postly.scheduling.publication;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps states in the database under the names that people see. */
@Converter(autoApply = true)
class PartStateConverter implements AttributeConverter<PartState, String> {

  @Override
  public String convertToDatabaseColumn(PartState state) {
    return state == null ? null : state.label();
  }

  @Override
  public PartState convertToEntityAttribute(String label) {
    return label == null ? null : PartState.of(label).orElseThrow();
  }
}
