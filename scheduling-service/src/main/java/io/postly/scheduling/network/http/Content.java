package io.postly.scheduling.network.http;

import io.vertx.core.buffer.Buffer;

/**
 * A body that is not JSON.
 *
 * @param type the value of {@code Content-Type}
 */
public record Content(String type, Buffer bytes) {

  /** Without the bytes, which no log may show. */
  @Override
  public String toString() {
    return type;
  }
}
