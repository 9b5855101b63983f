package io.postly.action.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;

/** Limits how much of a body is read. */
@ApplicationScoped
public class BodyLimit {

  private final long largest;

  BodyLimit(ActionConfig config) {
    this.largest = config.largestBody().asLongValue();
  }

  InputStream limited(InputStream body) {
    return new LimitedBody(body, largest);
  }
}
