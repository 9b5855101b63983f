package io.postly.scheduling.network.http;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Makes a body of texts and files ({@code multipart/form-data}, RFC 7578). Single use. */
public final class Multipart {

  private static final String LINE_END = "\r\n";

  private final String boundary = "postly-" + UUID.randomUUID();
  private final Buffer bytes = Buffer.buffer();

  /**
   * With a text.
   *
   * @param name no character that would have to be quoted
   */
  public Multipart text(String name, String value) {
    return part("name=\"" + name + "\"", "text/plain; charset=utf-8", Buffer.buffer(value));
  }

  /** With a value as JSON. */
  public Multipart json(String name, String json) {
    return part("name=\"" + name + "\"", "application/json", Buffer.buffer(json));
  }

  /**
   * With a file.
   *
   * @param name no character that would have to be quoted
   * @param fileName likewise
   */
  public Multipart file(String name, String fileName, String type, Buffer content) {
    return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", type, content);
  }

  private Multipart part(String disposition, String type, Buffer content) {
    bytes
        .appendString("--" + boundary + LINE_END)
        .appendString("Content-Disposition: form-data; " + disposition + LINE_END)
        .appendString("Content-Type: " + type + LINE_END + LINE_END)
        .appendBuffer(content)
        .appendString(LINE_END);
    return this;
  }

  /** The whole body. */
  public Content content() {
    return new Content(
        "multipart/form-data; boundary=" + boundary,
        bytes.appendString("--" + boundary + "--" + LINE_END));
  }
}
