package io.postly.scheduling.network.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.com, example.com, 443, /",
    "http://example.com/hooks?token=1%202, example.com, 80, /hooks?token=1%202",
    "HTTPS://example.com:8443/a, example.com, 8443, /a",
    "http://[2606:4700::1111]:81/, 2606:4700::1111, 81, /",
  })
  void shouldReadHostPortAndTarget(String url, String host, int port, String target) {
    HttpAddress address = HttpAddress.parse(url);

    assertEquals(host, address.host());
    assertEquals(port, address.port());
    assertEquals(target, address.target());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "mailto:a@example.com",
        "https://",
        "https:///path",
        "https://user:password@example.com",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:70000/",
        "https://exa mple.com/",
        "https://under_score_is_no_host:x/",
      })
  void shouldRefuseEverythingElse(String url) {
    assertThrows(IllegalArgumentException.class, () -> HttpAddress.parse(url));
  }

  @Test
  void shouldShowNothingThatMayBeSecret() {
    HttpAddress address = HttpAddress.parse("https://example.com:8443/t/secret?k=1");

    assertEquals("https://example.com:8443", address.origin());
    assertEquals("https://example.com:8443", address.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://a.localhost/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/"
      })
  void shouldKnowLiteralsThatAreClosed(String url) {
    assertTrue(HttpAddress.parse(url).isClearlyClosed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/", "https://1.1.1.1/"})
  void shouldLeaveTheRestToResolution(String url) {
    assertFalse(HttpAddress.parse(url).isClearlyClosed());
  }
}
