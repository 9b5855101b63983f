package io.postly.action.contract;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The headers by which HTTP names revisions: {@code ETag} in answers, {@code If-Match} in calls.
 */
final class EntityTags {

  private static final String ENTITY_TAG = "^\"[1-9][0-9]{0,8}\"$";
  private static final int LONGEST_ENTITY_TAG = 11;

  private EntityTags() {}

  /** An operation whose body expects a revision takes it as a precondition too. */
  static void condition(Operation operation, Schema body) {
    if (has(body, "expected_revision")) {
      operation.addParameter(
          OASFactory.createParameter()
              .name("If-Match")
              .in(Parameter.In.HEADER)
              .required(false)
              .description(
                  "The ETag of the answer that you read, instead of expected_revision in the body.")
              .schema(entityTag()));
    }
  }

  /** An answer that has a revision is tagged with it. */
  static APIResponse tagged(APIResponse answer, Schema result) {
    return has(result, "revision")
        ? answer.addHeader(
            "ETag",
            OASFactory.createHeader()
                .description("The revision in quotes; send it back as If-Match.")
                .schema(entityTag()))
        : answer;
  }

  private static boolean has(Schema schema, String property) {
    return schema.getProperties() != null && schema.getProperties().containsKey(property);
  }

  private static Schema entityTag() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.STRING)
        .pattern(ENTITY_TAG)
        .maxLength(LONGEST_ENTITY_TAG);
  }
}
