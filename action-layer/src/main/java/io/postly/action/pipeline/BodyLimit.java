package io.postly.action.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Limits how much of a body is read: of a file more than of JSON. */
@ApplicationScoped
public class BodyLimit {

  private final long largest;
  private final long largestUpload;

  BodyLimit(ActionConfig config) {
    this.largest = config.largestBody().asLongValue();
    this.largestUpload = config.largestUpload().asLongValue();
  }

  InputStream limited(Method action, InputStream body) {
    return new LimitedBody(body, takesFile(action) ? largestUpload : largest);
  }

  private static boolean takesFile(Method action) {
    Consumes consumes = action.getAnnotation(Consumes.class);
    return consumes != null
        && Arrays.asList(consumes.value()).contains(MediaType.APPLICATION_OCTET_STREAM);
  }
}
