package io.postly.scheduling.network.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonServerTest {

  @ParameterizedTest
  @CsvSource({
    "mastodon.social, https://mastodon.social, mastodon.social",
    "' Mastodon.Social ', https://mastodon.social, mastodon.social",
    "https://mastodon.social/, https://mastodon.social, mastodon.social",
    "HTTPS://mastodon.social, https://mastodon.social, mastodon.social",
    "mastodon.social:8443, https://mastodon.social:8443, mastodon.social:8443"
  })
  void shouldReadAHostNameOrAnAddress(String given, String origin, String host) {
    MastodonServer server = MastodonServer.parse(given, false);

    assertEquals(origin, server.origin());
    assertEquals(host, server.host());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mastodon.social",
        "ftp://mastodon.social",
        "https://mastodon.social/@alice",
        "mastodon.social/web",
        "mastodon.social?a=b",
        "user:password@mastodon.social",
        "@alice@mastodon.social",
        "mastodon social",
        "https://"
      })
  void shouldRefuseAnythingElse(String given) {
    assertThrows(IllegalArgumentException.class, () -> MastodonServer.parse(given, false));
  }

  @Test
  void shouldDoWithoutEncryptionOnlyWherePrivateAddressesAreAllowed() {
    assertEquals(
        "http://localhost:3000", MastodonServer.parse("http://localhost:3000", true).origin());
  }

  @ParameterizedTest
  @CsvSource({
    "social.example.com, social.example.com, true",
    "social.example.com, example.com, true",
    "social.example.com, mastodon.social, false",
    "social.example.com, ample.com, false",
    "social.example.com, com, false",
    "social.example.com, '', false"
  })
  void shouldBeOfItsOwnDomainAndOfThoseAbove(String host, String domain, boolean expected) {
    assertEquals(expected, MastodonServer.parse(host, false).isOf(domain));
  }
}
