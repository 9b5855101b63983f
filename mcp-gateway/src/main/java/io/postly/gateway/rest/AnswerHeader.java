package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The headers of answers, described once. */
enum AnswerHeader {
  RATE_LIMIT(
      "RateLimit",
      "How many calls are left, and in how many seconds all are there again: \"calls\";r=599;t=1."
          + " Absent where the caller is not known."),
  ALLOWED_ORIGIN(
      "Access-Control-Allow-Origin",
      "The page's origin, if the request came from one that may call."),
  RETRY_AFTER("Retry-After", "How many seconds to wait before the next call."),
  CHALLENGE("WWW-Authenticate", "How to sign in (RFC 9728), or which scope is missing (RFC 6750).");

  private static final int LONGEST = 8_192;

  private final String header;
  private final String description;

  AnswerHeader(String header, String description) {
    this.header = header;
    this.description = description;
  }

  /** Adds to one response the headers that every answer has. */
  static void addCommon(ObjectNode response) {
    RATE_LIMIT.addTo(response);
    ALLOWED_ORIGIN.addTo(response);
  }

  /** Adds the header to one response. */
  void addTo(ObjectNode response) {
    response.withObjectProperty("headers").set(header, References.to("headers", header));
  }

  /** All of them, as the document's components. */
  static ObjectNode components() {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    for (AnswerHeader each : values()) {
      components
          .putObject(each.header)
          .put("description", each.description)
          .putObject("schema")
          .put("type", "string")
          .put("maxLength", LONGEST);
    }
    return components;
  }
}
