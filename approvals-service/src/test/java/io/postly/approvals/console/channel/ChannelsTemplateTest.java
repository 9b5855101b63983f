package io.postly.approvals.console.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.Assets;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Network;
import io.postly.approvals.console.api.SignIn;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ChannelsTemplateTest {

  private static final Instant NOW = Instant.parse("2026-11-15T09:00:00Z");
  private static final Network OFFERED = new Network("mastodon", "offered", true, false, true);
  private static final List<Network> ALL =
      List.of(
          new Network("bluesky", "none", false, false, false),
          OFFERED,
          new Network("x", "unavailable", false, false, false));

  @Test
  void offersTheNetworksThatCanBeConnectedBySigningIn() {
    Document page = channels(ConnectableNetworks.of(ALL), channel("mastodon", null));

    assertEquals(List.of("mastodon"), page.select("#network option").eachAttr("value"));
    assertEquals("the-token", page.selectFirst("[aria-labelledby=connect] [name=token]").val());
    assertEquals(1, page.select("#server").size());
    assertEquals(new UUID(0, 1).toString(), page.selectFirst("button[name=channel]").attr("value"));
  }

  @Test
  void offersNothingWhereThereIsNothing() {
    Document page = channels(ConnectableNetworks.of(List.of()), channel("mastodon", null));

    assertTrue(page.select("form").isEmpty());
  }

  @Test
  void asksForAServerOnlyWhereANetworkHasMany() {
    ConnectableNetworks networks =
        ConnectableNetworks.of(List.of(new Network("x", "offered", false, false, false)));

    Document page = channels(networks, channel("bluesky", null));

    assertTrue(page.select("#server").isEmpty());
    assertTrue(page.select("#account").isEmpty());
    assertNull(page.selectFirst("button[name=channel]"));
  }

  @Test
  void asksForTheAccountWhereANetworkHasToKnowIt() {
    ConnectableNetworks networks =
        ConnectableNetworks.of(List.of(new Network("bluesky", "offered", false, true, false)));

    Document page = channels(networks, channel("bluesky", null));

    assertEquals(1, page.select("#account").size());
    assertTrue(page.select("#server").isEmpty());
    assertEquals(
        "Only for bluesky accounts: the handle, such as name.bsky.social.",
        page.selectFirst("#account-hint").text());
    assertEquals(new UUID(0, 1).toString(), page.selectFirst("button[name=channel]").attr("value"));
  }

  @Test
  void asksWhoSeesThePostsOnlyWhereThatCanBeSaid() {
    Document page = channels(ConnectableNetworks.of(ALL), channel("mastodon", null));
    Document other =
        channels(
            ConnectableNetworks.of(List.of(new Network("x", "offered", false, false, false))),
            channel("x", null));

    assertEquals(
        List.of("", "public", "unlisted", "private"),
        page.select("#visibility option").eachAttr("value"));
    assertTrue(
        page.selectFirst("#visibility-hint").text().startsWith("Only for mastodon accounts."));
    assertTrue(other.select("#visibility").isEmpty());
  }

  @Test
  void saysWhoSeesThePostsWhereThatWasChosen() {
    Channel chosen = channel("mastodon", null, null, "unlisted");

    assertTrue(channels(ConnectableNetworks.of(ALL), chosen).text().contains("unlisted posts"));
    assertFalse(
        channels(ConnectableNetworks.of(ALL), channel("mastodon", null))
            .select("li.row")
            .text()
            .contains("posts"));
  }

  @Test
  void saysWhenAccessEnds() {
    Channel ending = channel("x", Instant.parse("2026-12-01T09:00:00Z"));

    assertTrue(channels(ConnectableNetworks.of(ALL), ending).text().contains("ends the access"));
    for (Channel staying :
        List.of(channel("x", null), channel("x", Instant.parse("2028-11-15T09:00:00Z")))) {
      assertFalse(
          channels(ConnectableNetworks.of(ALL), staying).text().contains("ends the access"));
    }
  }

  @Test
  void saysThatANetworkTakesNothingAtTheMoment() {
    Channel leftAlone = channel("x", Instant.parse("2026-12-01T09:00:00Z"), null);

    Document page = channels(ConnectableNetworks.of(ALL), leftAlone);
    assertTrue(page.text().contains("Nothing is sent at the moment: the network asked for that"));
    assertEquals("waits", page.selectFirst(".row-side .state").text());
    assertFalse(
        channels(ConnectableNetworks.of(ALL), channel("x", null)).text().contains("at the moment"));
  }

  @Test
  void leadsToTheNetworkByALinkThatIsText() {
    String url = "https://network.example/authorize?a=1&b=\"<script>";

    Document page =
        Jsoup.parse(
            ChannelsPage.Templates.signIn(
                    frame(), new SignIn(url, "x", Instant.parse("2026-12-01T09:00:00Z")))
                .render());

    assertEquals(url, page.selectFirst("main a.primary").attr("href"));
    assertEquals("noreferrer", page.selectFirst("main a.primary").attr("rel"));
    assertEquals(1, page.select("script").size());
  }

  private static Channel channel(String network, Instant accessUntil) {
    return channel(network, null, accessUntil);
  }

  private static Channel channel(String network, Instant leftAloneUntil, Instant accessUntil) {
    return channel(network, leftAloneUntil, accessUntil, null);
  }

  private static Channel channel(
      String network, Instant leftAloneUntil, Instant accessUntil, String visibility) {
    return new Channel(
        new UUID(0, 1),
        network,
        "News",
        null,
        500,
        null,
        CharacterCount.CODE_POINTS,
        null,
        Instant.EPOCH,
        accessUntil,
        leftAloneUntil,
        visibility);
  }

  private static Document channels(ConnectableNetworks networks, Channel channel) {
    return Jsoup.parse(
        ChannelsPage.Templates.channels(
                frame(), List.of(ChannelHealth.of(channel, List.of(), NOW)), networks)
            .render());
  }

  private static Frame frame() {
    Workspace workspace = new Workspace("acme", List.of("admin"), "Europe/Berlin");
    return new Frame(
        workspace,
        List.of(workspace),
        "Robin",
        Section.CHANNELS,
        null,
        null,
        "the-token",
        new Assets());
  }
}
