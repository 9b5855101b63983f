package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Reads texts from JSON texts, whole numbers from JSON numbers and truth values from JSON truth
 * values only; anything else is one more violation.
 */
final class StrictScalars extends SimpleModule {

  private static final long serialVersionUID = 1L;

  StrictScalars() {
    super("strict-scalars");
    addDeserializer(String.class, new Text());
    addDeserializer(Integer.class, new IntegerNumber(null));
    addDeserializer(Integer.TYPE, new IntegerNumber(0));
    addDeserializer(Long.class, new LongNumber(null));
    addDeserializer(Long.TYPE, new LongNumber(0L));
    addDeserializer(Boolean.class, new Truth(null));
    addDeserializer(Boolean.TYPE, new Truth(false));
  }

  /** What a field holds that is missing, or that could not be read and is a violation already. */
  private abstract static class Strict<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient T missing;

    Strict(Class<T> type, T missing) {
      super(type);
      this.missing = missing;
    }

    abstract boolean fits(JsonParser parser) throws IOException;

    abstract T read(JsonParser parser) throws IOException;

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (fits(parser)) {
        return read(parser);
      }
      context.handleUnexpectedToken(handledType(), parser);
      return missing;
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return missing;
    }
  }

  private static final class Text extends Strict<String> {

    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class, null);
    }

    @Override
    boolean fits(JsonParser parser) throws IOException {
      return parser.hasToken(JsonToken.VALUE_STRING) && StorableText.accepts(parser.getText());
    }

    @Override
    String read(JsonParser parser) throws IOException {
      return parser.getText();
    }
  }

  private static final class IntegerNumber extends Strict<Integer> {

    private static final long serialVersionUID = 1L;

    IntegerNumber(Integer missing) {
      super(Integer.class, missing);
    }

    @Override
    boolean fits(JsonParser parser) throws IOException {
      return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
          && parser.getNumberType() == JsonParser.NumberType.INT;
    }

    @Override
    Integer read(JsonParser parser) throws IOException {
      return parser.getIntValue();
    }
  }

  private static final class LongNumber extends Strict<Long> {

    private static final long serialVersionUID = 1L;

    LongNumber(Long missing) {
      super(Long.class, missing);
    }

    @Override
    boolean fits(JsonParser parser) throws IOException {
      return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    @Override
    Long read(JsonParser parser) throws IOException {
      return parser.getLongValue();
    }
  }

  private static final class Truth extends Strict<Boolean> {

    private static final long serialVersionUID = 1L;

    Truth(Boolean missing) {
      super(Boolean.class, missing);
    }

    @Override
    boolean fits(JsonParser parser) {
      return parser.hasToken(JsonToken.VALUE_TRUE) || parser.hasToken(JsonToken.VALUE_FALSE);
    }

    @Override
    Boolean read(JsonParser parser) throws IOException {
      return parser.getBooleanValue();
    }
  }
}
