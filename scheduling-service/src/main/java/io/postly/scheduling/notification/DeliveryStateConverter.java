package io.postly.scheduling.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps states in the database under the names that people see. */
@Converter(autoApply = true)
class DeliveryStateConverter implements AttributeConverter<DeliveryState, String> {

  @Override
  public String convertToDatabaseColumn(DeliveryState state) {
    return state == null ? null : state.label();
  }

  @Override
  public DeliveryState convertToEntityAttribute(String label) {
    return label == null ? null : DeliveryState.of(label).orElseThrow();
  }
}
