package io.postly.scheduling.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps types in the database under the names that receivers see. */
@Converter(autoApply = true)
class NotificationTypeConverter implements AttributeConverter<NotificationType, String> {

  @Override
  public String convertToDatabaseColumn(NotificationType type) {
    return type == null ? null : type.label();
  }

  @Override
  public NotificationType convertToEntityAttribute(String label) {
    return label == null ? null : NotificationType.of(label).orElseThrow();
  }
}
