package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Channels that were connected when nobody knew of servers get theirs. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class EarlierChannelsTest extends SchedulingScenario {

  @Inject EarlierChannels earlier;
  @Inject CredentialVault vault;

  @Test
  void shouldFindTheServersOfChannels() {
    String host = workspace.toLowerCase(Locale.ROOT) + ".example";
    String instance = "https://" + host;
    UUID mastodon =
        channel(
            "mastodon",
            "{\"server\":\"%s\",\"account_id\":\"1\",\"access_token\":\"token\"}"
                .formatted(instance));
    UUID bluesky =
        channel(
            "bluesky",
            "{\"service\":\"https://bsky.social\",\"server\":\"%s\",\"did\":\"did:plc:one\",\"handle\":\"one.example\",\"app_password\":\"secret\"}"
                .formatted(instance));
    UUID onSomebodysServer =
        channel(
            "bluesky",
            "{\"service\":\"https://Pds.Example:443\",\"server\":\"%s\",\"did\":\"did:plc:two\",\"handle\":\"two.example\",\"app_password\":\"secret\"}"
                .formatted(instance));
    UUID telegram = channel("telegram", "{\"bot_token\":\"4711:secret\",\"chat_id\":-1001}");
    UUID discord =
        channel("discord", "{\"webhook_id\":\"1\",\"token\":\"secret\",\"channel_id\":\"2\"}");
    UUID sandbox = sandbox("Nobody's");
    UUID unreadable = channel("mastodon", "{\"server\":\"https://unreadable.example\"}");
    execute("UPDATE channel SET credentials = 'x' WHERE id = '%s'".formatted(unreadable));

    earlier.findServers();

    expect("= 'mastodon/%s'".formatted(host), mastodon);
    expect("= 'bluesky/%s'".formatted(host), bluesky);
    expect("= 'bluesky/pds.example'", onSomebodysServer);
    expect("= 'telegram/4711'", telegram);
    expect("= 'discord/discord'", discord);
    expect("IS NULL", sandbox);
    expect("IS NULL", unreadable);
  }

  private UUID channel(String network, String credentials) {
    UUID channel = sandbox(network + " " + UUID.randomUUID());
    execute(
        "UPDATE channel SET network = '%s', credentials = '%s' WHERE id = '%s'"
            .formatted(network, vault.encrypt(channel, credentials), channel));
    return channel;
  }

  private static void expect(String server, UUID channel) {
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE server %s AND id = '%s'"
                .formatted(server, channel)));
  }
}
