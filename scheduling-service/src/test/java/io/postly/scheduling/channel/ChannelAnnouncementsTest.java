package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ChannelAnnouncementsTest extends SchedulingScenario {

  @Inject ChannelAnnouncements announcements;

  @Test
  void shouldTellOnceMoreOfChannelsThatAnEarlierReleaseHasToldOf() {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET announced = 0 WHERE id = '" + channel + "'");

    announcements.announceOutdated();
    announcements.announceOutdated();

    TestEvents.awaitAllSent();
    assertEquals(
        2,
        TestEvents.all("postly.publications").stream()
            .filter(event -> event.type().equals(ChannelConnected.TYPE))
            .filter(event -> event.key().equals(channel.toString()))
            .count());
  }

  @Test
  void shouldNotBeHeldUpByChannelsOfNetworksThatThisReleaseDoesNotKnow() {
    UUID channel = sandbox("One");
    execute(
        """
        INSERT INTO channel SELECT (jsonb_populate_record(known, jsonb_build_object(
          'id', '00000000-0000-0000-0000-' || lpad(n::text, 12, '0'), 'name', 'Unheard of ' || n,
          'network', 'unheard_of', 'announced', 0))).*
        FROM channel known, generate_series(1, 100) n WHERE known.id = '%s'
        """
            .formatted(channel));
    execute("UPDATE channel SET announced = 0 WHERE id = '" + channel + "'");

    announcements.announceOutdated();

    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE announced = 0 AND id = '" + channel + "'"));
    execute("DELETE FROM channel WHERE network = 'unheard_of'");
  }

  @Test
  void shouldNotTellOfChannelsThatAreDisconnected() {
    UUID channel = sandbox("One");
    Requests.as(admin)
        .body(Map.of())
        .post(path("/channels/" + channel + "/disconnection"))
        .then()
        .statusCode(200);
    execute("UPDATE channel SET announced = 0 WHERE id = '" + channel + "'");

    announcements.announceOutdated();

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE announced = 0 AND id = '" + channel + "'"));
  }
}
