package io.postly.gateway.refusal;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Keeps the method label of the HTTP server's own metrics bounded: callers may make methods up. */
class MethodLabels implements MeterFilter {

  private static final String LABEL = "method";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Produces
  @Singleton
  static MeterFilter boundedMethods() {
    return new MethodLabels();
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String method = id.getTag(LABEL);
    return method == null || METHODS.contains(method) ? id : id.withTag(Tag.of(LABEL, "OTHER"));
  }
}
