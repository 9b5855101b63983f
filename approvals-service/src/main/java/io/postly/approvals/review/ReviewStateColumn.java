package io.postly.approvals.review;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a review's state by its label. */
@Converter
class ReviewStateColumn implements AttributeConverter<ReviewState, String> {

  @Override
  public String convertToDatabaseColumn(ReviewState state) {
    return state.label();
  }

  @Override
  public ReviewState convertToEntityAttribute(String column) {
    return ReviewState.of(column);
  }
}
