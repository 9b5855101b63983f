package io.postly.action.audit.chain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** An entry as one line of JSON. */
final class JsonLine {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLine() {}

  static String of(String service, AuditLink link) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      List<Object> values = AuditColumns.values(service, link);
      json.writeStartObject();
      for (int column = 0; column < values.size(); column++) {
        write(json, AuditColumns.NAMES.get(column), values.get(column));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private static void write(JsonGenerator json, String name, Object value) throws IOException {
    switch (value) {
      case null -> {}
      case Long number -> json.writeNumberField(name, number);
      case Boolean truth -> json.writeBooleanField(name, truth);
      default -> json.writeStringField(name, value.toString());
    }
  }
}
