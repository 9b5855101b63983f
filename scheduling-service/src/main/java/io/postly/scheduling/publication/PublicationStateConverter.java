package io.postly.scheduling.publication;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps states in the database under the names that people see. */
@Converter(autoApply = true)
class PublicationStateConverter implements AttributeConverter<PublicationState, String> {

  @Override
  public String convertToDatabaseColumn(PublicationState state) {
    return state == null ? null : state.label();
  }

  @Override
  public PublicationState convertToEntityAttribute(String label) {
    return label == null ? null : PublicationState.of(label).orElseThrow();
  }
}
