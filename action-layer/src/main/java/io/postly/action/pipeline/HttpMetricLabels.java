package io.postly.action.pipeline;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps the labels of the HTTP server's own metrics bounded. A request that no endpoint takes has
 * no path template: the server would label it with the address and the method that the caller
 * chose.
 */
class HttpMetricLabels implements MeterFilter {

  private static final String REQUESTS = "http.server.requests";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Set<String> STATUSES_WITHOUT_ENDPOINT = Set.of("405", "406", "415");

  @Produces
  @Singleton
  static MeterFilter bounded() {
    return new HttpMetricLabels();
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith(REQUESTS)) {
      return id;
    }
    boolean anywhere = STATUSES_WITHOUT_ENDPOINT.contains(String.valueOf(id.getTag("status")));
    List<Tag> tags = id.getTags().stream().map(tag -> bounded(tag, anywhere)).toList();
    return id.replaceTags(tags);
  }

  private static Tag bounded(Tag tag, boolean anywhere) {
    if (tag.getKey().equals("uri") && anywhere) {
      return Tag.of("uri", "UNMATCHED");
    }
    return tag.getKey().equals("method") && !METHODS.contains(tag.getValue())
        ? Tag.of("method", "OTHER")
        : tag;
  }
}
