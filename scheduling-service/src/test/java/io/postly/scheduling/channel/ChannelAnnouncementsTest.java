package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.PublicAddresses;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertEquals(2, announcements(channel));
  }

  /** Drafts of the release before could not keep how X counts. */
  @Test
  void shouldTellOnceMoreOfChannelsOnXThatDraftsCouldNotKeep() {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET announced = 10, network = 'x' WHERE id = '%s'".formatted(channel));

    announcements.announceOutdated();
    assertEquals(List.of("code_points", "weighted"), counting(channel));

    announcements.announceOnceMore();
    announcements.announceOnceMore();
    assertEquals(List.of("code_points", "weighted", "weighted"), counting(channel));
  }

  /** What it was told of at once, a replica of the release before may have left out. */
  @Test
  void shouldTellOnceMoreWhenAnUpgradeIsOver() {
    beginUpgrade();
    UUID channel = sandbox("One");

    announcements.announceOutdated();
    assertEquals(1, announcements(channel));

    announcements.announceOnceMore();
    announcements.announceOnceMore();
    announcements.announceOutdated();
    assertEquals(2, announcements(channel));
  }

  @Test
  void shouldTellOfThreadsOnlyWhenAnUpgradeIsOver() {
    beginUpgrade();
    UUID channel = sandbox("One");
    assertEquals(List.of(false), tellOfThreads(channel));

    announcements.announceOnceMore();
    UUID another = sandbox("Two");

    assertEquals(List.of(false, true), tellOfThreads(channel));
    assertEquals(List.of(true), tellOfThreads(another));
  }

  /** A replica of the release before would send what has a warning without it. */
  @Test
  void shouldTellOfContentWarningsOnlyWhenAnUpgradeIsOver() {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET announced = 10, network = 'mastodon' WHERE id = '" + channel + "'");

    announcements.announceOutdated();
    assertEquals(List.of(false, false), tellOfContentWarnings(channel));

    announcements.announceOnceMore();
    assertEquals(List.of(false, false, true), tellOfContentWarnings(channel));
  }

  @Test
  void shouldTellOfThreadsOfWhatTheReleaseBeforeHasToldOfOnceMoreOnly() {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET announced = 4");

    announcements.announceOutdated();
    assertEquals(false, tellOfThreads(channel).getLast());

    announcements.announceOnceMore();
    assertEquals(true, tellOfThreads(channel).getLast());
  }

  @Test
  void shouldTellOfThreadsAtOnceWhenThisProcessHasBeenUpForLongerThanAnUpgrade() {
    beginUpgrade();
    clock.advance(Duration.ofHours(1));

    assertEquals(List.of(true), tellOfThreads(sandbox("One")));
  }

  @Test
  void shouldTellOfThreadsAtOnceWhereNobodyHasConnectedAnyChannelBefore() {
    execute("TRUNCATE channel CASCADE");

    assertEquals(List.of(true), tellOfThreads(sandbox("One")));
  }

  /** A replica of the release before refuses what it is to send with pictures. */
  @ParameterizedTest
  @CsvSource({"linkedin, 6", "x, 6", "threads, 8"})
  void shouldTellOfPicturesWhereTheyAreNewOnlyWhenAnUpgradeIsOver(String network, int announced) {
    PublicAddresses.install();
    UUID channel = sandbox("One");
    execute(
        "UPDATE channel SET announced = %d, network = '%s' WHERE id = '%s'"
            .formatted(announced, network, channel));

    announcements.announceOutdated();
    assertEquals(List.of(true, false), tellOfPictures(channel));

    announcements.announceOnceMore();
    assertEquals(List.of(true, false, true), tellOfPictures(channel));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linkedin", "x"})
  void shouldGoOnTellingOfPicturesThatTheReleaseBeforeHasToldOf(String network) {
    UUID channel = sandbox("One");
    execute(
        "UPDATE channel SET announced = 8, network = '%s' WHERE id = '%s'"
            .formatted(network, channel));

    announcements.announceOutdated();

    assertEquals(List.of(true, true), tellOfPictures(channel));
  }

  /** A replica that does not know the address yet would refuse what it is to send with pictures. */
  @Test
  void shouldTellOfPicturesAgainOnceAllReplicasKnowThatTheInstallationCanBeReached() {
    UUID channel = sandbox("One");
    execute(
        "UPDATE channel SET announced = 8, network = 'threads' WHERE id = '%s'".formatted(channel));
    announcements.announceOnceMore();
    assertEquals(List.of(true, false), tellOfPictures(channel));

    PublicAddresses.install();
    announcements.announceOutdated();
    assertEquals(List.of(true, false), tellOfPictures(channel));

    announcements.announceOnceMore();
    announcements.announceOnceMore();
    assertEquals(List.of(true, false, true), tellOfPictures(channel));
  }

  @Test
  void shouldTellAtOnceThatTheInstallationCannotBeReachedAnyMore() {
    UUID channel = sandbox("One");
    execute(
        "UPDATE channel SET announced = 12, announced_pictures = true, network = 'threads' WHERE id = '%s'"
            .formatted(channel));

    announcements.announceOutdated();
    announcements.announceOutdated();

    assertEquals(List.of(true, false), tellOfPictures(channel));
  }

  /** A replica of the release before puts a channel in trouble whose credentials it cannot read. */
  @Test
  void shouldLetPeopleSignInAtBlueskyOnlyWhenAnUpgradeIsOver() {
    beginUpgrade();
    assertEquals("unavailable", signInAtBluesky());
    Requests.as(admin)
        .body(Map.of("network", "bluesky", "name", "News", "account", "alice.example.com"))
        .post(path("/channel-sign-ins"))
        .then()
        .body("code", equalTo("network_not_set_up"))
        .body("detail", endsWith("is not offered yet: this installation has just been upgraded."))
        .body("next_step", equalTo("Try again an hour after the upgrade."));

    announcements.announceOnceMore();

    assertEquals("offered", signInAtBluesky());
  }

  /** The release before can read what accounts grant. */
  @Test
  void shouldGoOnLettingPeopleSignInWhereTheReleaseBeforeDid() {
    sandbox("Before");
    execute("UPDATE channel SET announced = 8");

    assertEquals("offered", signInAtBluesky());
  }

  private String signInAtBluesky() {
    return Requests.as(viewer)
        .get(path("/networks"))
        .then()
        .statusCode(200)
        .extract()
        .path("networks.find { it.network == 'bluesky' }.sign_in");
  }

  /** As its first process finds the database of a release that knew no threads. */
  private void beginUpgrade() {
    sandbox("Before");
    execute("UPDATE channel SET announced = 5");
  }

  private static long announcements(UUID channel) {
    return told(channel).count();
  }

  private static List<Boolean> tellOfThreads(UUID channel) {
    return told(channel).map(event -> event.data().hasNonNull("max_thread")).toList();
  }

  private static List<Boolean> tellOfContentWarnings(UUID channel) {
    return told(channel).map(event -> event.data().path("content_warnings").asBoolean()).toList();
  }

  private static List<Boolean> tellOfPictures(UUID channel) {
    return told(channel).map(event -> event.data().hasNonNull("pictures")).toList();
  }

  private static List<String> counting(UUID channel) {
    return told(channel).map(event -> event.data().path("counting").asText()).toList();
  }

  private static Stream<TestEvents.Published> told(UUID channel) {
    TestEvents.awaitAllSent();
    return TestEvents.all("postly.publications").stream()
        .filter(event -> event.type().equals(ChannelConnected.TYPE))
        .filter(event -> event.key().equals(channel.toString()))
        .peek(event -> EventSchemas.assertValid(event.type(), event.data()));
  }

  /** The next time is far off. */
  @Test
  void shouldTellOfAllChannelsAtOnceHoweverManyTheyAre() {
    sandbox("One");
    execute(
        """
        INSERT INTO channel (id, workspace, network, name, connected_at)
        SELECT gen_random_uuid(), workspace, network, name || n, connected_at
        FROM channel, generate_series(1, 250) n WHERE workspace = '%s'
        """
            .formatted(workspace));

    announcements.announceOutdated();

    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE announced = 0 AND workspace = '"
                + workspace
                + "'"));
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
