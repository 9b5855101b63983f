package io.postly.action.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The attributes of an event as Kafka headers: CloudEvents 1.0, Kafka binding, binary mode. */
final class CloudEventHeaders {

  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String SOURCE = "ce_source";
  static final String SPEC_VERSION = "ce_specversion";
  static final String TIME = "ce_time";
  static final String WORKSPACE = "ce_workspace";
  static final String CONTENT_TYPE = "content-type";

  private CloudEventHeaders() {}

  static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  static String require(Headers headers, String name) {
    return find(headers, name)
        .orElseThrow(() -> new IllegalArgumentException("The event lacks the attribute " + name));
  }

  static Optional<String> find(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
