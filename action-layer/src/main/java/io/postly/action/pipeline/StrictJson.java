package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.postly.action.problem.Violation;
import io.quarkus.arc.Arc;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * The JSON of requests and answers: snake_case, and strict in what it reads. What a body has wrong
 * is collected for {@link StrictInput} instead of ending at the first mistake.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

  private final UnreadableFields unreadable;

  StrictJson(UnreadableFields unreadable) {
    this.unreadable = unreadable;
  }

  @Override
  @SuppressWarnings("deprecation") // MapperFeature can be set on a built mapper only in this way.
  public void customize(ObjectMapper mapper) {
    mapper
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
        .addHandler(new Collector());
    mapper
        .getFactory()
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
    mapper
        .coercionConfigFor(LogicalType.OtherScalar)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper.registerModule(new StrictScalars());
  }

  private boolean collect(JsonParser parser, String message, Collection<Object> allowed) {
    if (!Arc.container().requestContext().isActive()) {
      return false;
    }
    List<String> allowedValues = allowed.stream().map(String::valueOf).sorted().toList();
    String field = JsonPaths.field(parser.getParsingContext().pathAsPointer());
    unreadable.add(new Violation(field, message, allowedValues));
    return true;
  }

  private final class Collector extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String property)
        throws IOException {
      Collection<Object> known = deserializer == null ? null : deserializer.getKnownPropertyNames();
      boolean collected =
          collect(parser, "is not a field of this action", known == null ? List.of() : known);
      if (collected) {
        parser.skipChildren();
      }
      return collected;
    }

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> target, String value, String failure) {
      Collection<Object> allowed =
          target.isEnum() ? List.of((Object[]) target.getEnumConstants()) : List.of();
      return collect(context.getParser(), "is not a valid " + Formats.of(target), allowed)
          ? null
          : NOT_HANDLED;
    }

    @Override
    public Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> target, Number value, String failure) {
      return collect(context.getParser(), "is not a valid " + Formats.of(target), List.of())
          ? null
          : NOT_HANDLED;
    }

    @Override
    public Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType target,
        JsonToken token,
        JsonParser parser,
        String failure)
        throws IOException {
      if (isRoot(parser, token) || target.isPrimitive()) {
        return NOT_HANDLED;
      }
      if (!collect(parser, "must be " + Formats.article(target.getRawClass()), List.of())) {
        return NOT_HANDLED;
      }
      parser.skipChildren();
      return null;
    }

    @Override
    public Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> target,
        ValueInstantiator instantiator,
        JsonParser parser,
        String failure)
        throws IOException {
      return handleUnexpectedToken(
          context, context.constructType(target), parser.currentToken(), parser, failure);
    }

    // At the start of a list or an object the reader is already inside.
    private static boolean isRoot(JsonParser parser, JsonToken token) {
      JsonStreamContext place = parser.getParsingContext();
      return place.inRoot()
          || (token != null && token.isStructStart() && place.getParent().inRoot());
    }
  }
}
