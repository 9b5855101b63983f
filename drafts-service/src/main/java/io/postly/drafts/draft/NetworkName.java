package io.postly.drafts.draft;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/**
 * A text that can be the name of a network. Unlike a pattern, the contract does not tell of it:
 * callers take such names from {@code list_channels}, and tools stand in every conversation.
 */
@Constraint(validatedBy = NetworkName.Rule.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface NetworkName {

  /** What is said of any other text. */
  String message();

  /** As every constraint has them. */
  Class<?>[] groups() default {};

  /** As every constraint has it. */
  Class<? extends Payload>[] payload() default {};

  /** Whether a text is one; whether there has to be one, others say. */
  class Rule implements ConstraintValidator<NetworkName, String> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || NAME.matcher(text).matches();
    }
  }
}
