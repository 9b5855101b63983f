package io.postly.scheduling.publication;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps states in the database under the names that people see. */
@Converter(autoApply = true)
class UpdateStateConverter implements AttributeConverter<UpdateState, String> {

  @Override
  public String convertToDatabaseColumn(UpdateState state) {
    return state == null ? null : state.label();
  }

  @Override
  public UpdateState convertToEntityAttribute(String label) {
    return label == null ? null : UpdateState.of(label).orElseThrow();
  }
}
