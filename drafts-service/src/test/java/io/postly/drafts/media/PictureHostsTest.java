package io.postly.drafts.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.outgoing.HttpAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHostsTest {

  private static final PictureHosts SOME =
      new PictureHosts(true, List.of("Images.example.org", "*.example.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://images.example.org/a.png?b=c",
        "https://IMAGES.Example.org:8443/a.png",
        "https://a.example.com/a.png",
        "https://a.b.example.com/a.png"
      })
  void shouldAllowHostsThatAreNamed(String url) {
    assertEquals(Optional.empty(), SOME.objection(HttpAddress.parse(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a.png",
        "https://secret.images.example.org/a.png",
        "https://example.com/a.png",
        "https://badexample.com/a.png",
        "https://a.example.com.attacker.test/a.png",
        "https://attacker.test/images.example.org",
        "https://images.example.org./a.png"
      })
  void shouldAllowNoOther(String url) {
    assertEquals(
        Optional.of("must be at a host that is allowed here: images.example.org, *.example.com"),
        SOME.objection(HttpAddress.parse(url)));
  }

  @Test
  void shouldAllowAnyWhereNoneIsNamed() {
    assertEquals(
        Optional.empty(),
        new PictureHosts(true, List.of())
            .objection(HttpAddress.parse("https://attacker.test/a.png")));
  }

  @Test
  void shouldFetchNothingWhereThatIsTurnedOff() {
    assertEquals(
        Optional.of("is not fetched: pictures are only taken by upload_media here"),
        new PictureHosts(false, List.of("images.example.org"))
            .objection(HttpAddress.parse("https://images.example.org/a.png")));
  }
}
