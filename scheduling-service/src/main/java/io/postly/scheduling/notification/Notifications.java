package io.postly.scheduling.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes one delivery for each endpoint that wants to be told of a fact, in the transaction in which
 * the fact is learned. A fact that is learned again makes none.
 */
@ApplicationScoped
class Notifications {

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final ObjectMapper mapper;
  private final Clock clock;

  Notifications(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      ObjectMapper mapper,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Tells every endpoint of the fact's workspace that wants to know. */
  void tell(Fact fact) {
    tellAll(List.of(new News(fact.data().workspace(), fact.type(), () -> fact)));
  }

  /**
   * A fact that is made only where an endpoint wants to know of it.
   *
   * @param type the fact's
   */
  record News(String workspace, NotificationType type, Supplier<Fact> fact) {}

  /** Tells of each of them every endpoint of its workspace that wants to know. */
  void tellAll(List<News> all) {
    all.stream()
        .collect(Collectors.groupingBy(News::type, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::tellAll);
  }

  private void tellAll(NotificationType type, List<News> all) {
    Map<String, List<UUID>> wanting =
        endpoints.wanting(all.stream().map(News::workspace).collect(Collectors.toSet()), type);
    for (News news : all) {
      List<UUID> endpointIds = wanting.getOrDefault(news.workspace(), List.of());
      if (!endpointIds.isEmpty()) {
        Fact made = news.fact().get();
        endpointIds.forEach(endpointId -> deliveries.addOnce(delivery(endpointId, made)));
      }
    }
  }

  /** Tells one endpoint, whatever it wants to know. */
  NotificationDelivery tell(NotificationEndpoint endpoint, Fact fact) {
    NotificationDelivery delivery = delivery(endpoint.id, fact);
    deliveries.add(delivery);
    return delivery;
  }

  private NotificationDelivery delivery(UUID endpointId, Fact fact) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return NotificationDelivery.of(endpointId, fact.key(), fact.type(), body(fact), now);
  }

  private String body(Fact fact) {
    try {
      return mapper.writeValueAsString(
          new NotificationMessage(fact.type().label(), fact.at().toString(), fact.data()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A notification is not JSON", e);
    }
  }
}
