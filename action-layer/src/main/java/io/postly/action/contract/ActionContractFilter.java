package io.postly.action.contract;

import io.postly.action.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.IndexView;

/**
 * Makes the contract of a service's OpenAPI document while it is built: what {@code @Action}
 * declares, the receipt in every answer, the problem in every failure, closed request bodies. The
 * gateway derives its tools and routes from the result.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ActionContractFilter implements OASFilter {

  private static final String JSON = "application/json";
  private static final String SCHEMAS = "#/components/schemas/";

  private final DeclaredActions actions;

  /** Called by the OpenAPI extension with the index of the application's classes. */
  public ActionContractFilter(IndexView index) {
    this.actions = DeclaredActions.of(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(
            item ->
                item.getOperations().values().forEach(operation -> declare(document, operation)));
    sortSchemas(document);
  }

  private void declare(OpenAPI document, Operation operation) {
    DeclaredAction action = actions.of(operation.getOperationId());
    operation.setOperationId(action.name());
    operation.setSummary(action.title());
    operation.setDescription(action.description());
    operation.setTags(null);
    operation.addExtension("x-postly-action", action.extension());
    describeWorkspace(operation);
    if (!action.readOnly()) {
      operation.addParameter(idempotencyKey());
    }
    if (operation.getRequestBody() != null) {
      operation.getRequestBody().setRequired(true);
      for (Schema schema : schemas(operation.getRequestBody().getContent())) {
        close(document, schema);
        EntityTags.condition(operation, resolve(document, schema));
      }
    }
    operation.setResponses(responses(document, operation, action));
  }

  private static void describeWorkspace(Operation operation) {
    if (operation.getParameters() == null) {
      return;
    }
    operation.getParameters().stream()
        .filter(
            parameter ->
                parameter.getName().equals("workspace") && parameter.getDescription() == null)
        .forEach(parameter -> parameter.setDescription("From list_workspaces."));
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .required(false)
        .description(
            "Any text unique to this intent. Repeating a call with the same key and arguments"
                + " changes nothing more and gives the first answer again.")
        .schema(
            OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .minLength(1)
                .maxLength(255));
  }

  private static void close(OpenAPI document, Schema schema) {
    Schema resolved = resolve(document, schema);
    if (resolved.getProperties() == null || resolved.getAdditionalPropertiesSchema() != null) {
      return;
    }
    resolved.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    for (Schema property : resolved.getProperties().values()) {
      close(document, property.getItems() == null ? property : property.getItems());
    }
  }

  private static APIResponses responses(
      OpenAPI document, Operation operation, DeclaredAction action) {
    Schema result = resolve(document, resultSchema(operation, action));
    return OASFactory.createAPIResponses()
        .addAPIResponse(
            Integer.toString(action.status()),
            EntityTags.tagged(response("The result.", JSON, withReceipt(result)), result))
        .addAPIResponse("default", response("What is wrong.", Problem.MEDIA_TYPE, ref("Problem")));
  }

  private static Schema resultSchema(Operation operation, DeclaredAction action) {
    return operation.getResponses().getAPIResponses().values().stream()
        .filter(response -> response.getContent() != null)
        .flatMap(response -> schemas(response.getContent()).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(action.name() + " answers no object"));
  }

  private static Schema withReceipt(Schema result) {
    Map<String, Schema> properties = new TreeMap<>(result.getProperties());
    properties.put("action", ref("ActionReceipt"));
    List<String> required = new ArrayList<>();
    if (result.getRequired() != null) {
      required.addAll(result.getRequired());
    }
    required.add("action");
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description(result.getDescription())
        .properties(properties)
        .required(required);
  }

  private static APIResponse response(String description, String mediaType, Schema schema) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(mediaType, OASFactory.createMediaType().schema(schema)));
  }

  private static Collection<Schema> schemas(Content content) {
    return content.getMediaTypes().values().stream().map(MediaType::getSchema).toList();
  }

  private static Schema ref(String name) {
    return OASFactory.createSchema().ref(SCHEMAS + name);
  }

  private static Schema resolve(OpenAPI document, Schema schema) {
    String ref = schema.getRef();
    return ref == null
        ? schema
        : document.getComponents().getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
  }

  private static void sortSchemas(OpenAPI document) {
    document.getComponents().setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
  }
}
