package io.postly.approvals.policy;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps the setting by its label, in policies and in the reviews that keep them. */
@Converter(autoApply = true)
class ExternalApprovalsColumn implements AttributeConverter<ExternalApprovals, String> {

  @Override
  public String convertToDatabaseColumn(ExternalApprovals setting) {
    return setting.label();
  }

  @Override
  public ExternalApprovals convertToEntityAttribute(String column) {
    return ExternalApprovals.of(column);
  }
}
