package io.postly.scheduling.network.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.blob.BlobId;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PublicAddresses;
import io.postly.scheduling.network.TestPictures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address says, proves, and lets nobody say in its place. */
class PictureAddressesTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Instant SOON = NOW.plusSeconds(90);
  private static final String ONE = key("0123456789abcdef0123456789abcdef");
  private static final String OTHER = key("fedcba9876543210fedcba9876543210");
  private static final String BEGINNING = "https://postly.example/media/";

  @Test
  void shouldSayWhichPictureItIsOfAndUntilWhen() {
    String address = addresses(NOW, ONE).of(TestPictures.SUNRISE, SOON);

    assertTrue(address.matches(BEGINNING + "[A-Za-z0-9_-]{104}"), address);
    assertEquals(
        Optional.of(
            new Capability(
                new BlobId(TestPictures.SUNRISE.sha256()),
                PictureFormat.JPEG,
                TestPictures.SUNRISE.bytes(),
                SOON)),
        addresses(NOW, ONE).opened(last(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/png", "image/webp"})
  void shouldKeepTheFormat(String type) {
    Picture picture = new Picture("a".repeat(64), type, 7, 4, 3, false, Optional.empty());

    String address = addresses(NOW, ONE).of(picture, SOON);

    assertEquals(
        type, addresses(NOW, ONE).opened(last(address)).orElseThrow().format().mediaType());
  }

  @Test
  void shouldEndWhenThePostIsSentNoMore() {
    String address = addresses(NOW, ONE).of(TestPictures.SUNRISE, SOON);

    assertTrue(addresses(SOON.minusMillis(1), ONE).opened(last(address)).isPresent());
    assertFalse(addresses(SOON, ONE).opened(last(address)).isPresent());
  }

  @Test
  void shouldLastForAQuarterOfAnHourAtMost() {
    String address = addresses(NOW, ONE).of(TestPictures.SUNRISE, Instant.MAX);

    assertEquals(
        NOW.plus(Duration.ofMinutes(15)),
        addresses(NOW, ONE).opened(last(address)).orElseThrow().expiresAt());
  }

  /** As whoever has got a key could seal it. */
  @Test
  void shouldOpenNothingThatLastsLongerThanPostlyLetsItLast() {
    assertTrue(addresses(NOW, ONE).opened(sealed(NOW.plus(Duration.ofMinutes(16)))).isPresent());
    assertFalse(
        addresses(NOW, ONE)
            .opened(sealed(NOW.plus(Duration.ofMinutes(16)).plusSeconds(1)))
            .isPresent());
  }

  private static String sealed(Instant expiresAt) {
    return new CapabilitySeal(List.of(ONE))
        .seal(
            new Capability(
                new BlobId(TestPictures.SUNRISE.sha256()),
                PictureFormat.JPEG,
                TestPictures.SUNRISE.bytes(),
                expiresAt));
  }

  /** Any change, be it of the picture, the format, the size, the time or the proof. */
  @Test
  void shouldOpenNothingThatWasChangedAnywhere() {
    PictureAddresses addresses = addresses(NOW, ONE);
    String last = last(addresses.of(TestPictures.SUNRISE, SOON));

    for (int i = 0; i < last.length(); i++) {
      char other = last.charAt(i) == 'A' ? 'B' : 'A';
      String changed = last.substring(0, i) + other + last.substring(i + 1);
      assertEquals(Optional.empty(), addresses.opened(changed), changed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "../q/health",
        "AQEAAAAHAAAAAGou",
        "????????????????????????????????????????????????????????????????????????????????????????????????????????"
      })
  void shouldOpenNothingElse(String text) {
    assertEquals(Optional.empty(), addresses(NOW, ONE).opened(text));
  }

  @Test
  void shouldOpenNothingLongerThanAnAddress() {
    PictureAddresses addresses = addresses(NOW, ONE);
    String last = last(addresses.of(TestPictures.SUNRISE, SOON));

    assertEquals(Optional.empty(), addresses.opened(last + "AAAA"));
    assertEquals(Optional.empty(), addresses.opened(last + "/"));
  }

  @Test
  void shouldGoOnWhileKeysAreChanged() {
    String before = addresses(NOW, ONE).of(TestPictures.SUNRISE, SOON);
    String after = addresses(NOW, OTHER, ONE).of(TestPictures.SUNRISE, SOON);

    assertNotEquals(before, after);
    assertTrue(addresses(NOW, OTHER, ONE).opened(last(before)).isPresent());
    assertTrue(addresses(NOW, ONE, OTHER).opened(last(after)).isPresent());
    assertFalse(addresses(NOW, OTHER).opened(last(before)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://postly.example/console",
        "http://localhost:8080/console",
        "https://localhost/console",
        "https://postly.localhost/console",
        "https://postly.local/console",
        "https://postly.corp.internal/console",
        "https://postly.TEST/console",
        "https://postly.invalid/console",
        "https://postly.example:8443/console",
        "https://203.0.113.7/console"
      })
  void shouldBeNoneWhereNetworksReachNothing(String console) {
    PictureAddresses addresses =
        new PictureAddresses(PublicAddresses.of(console), List.of(ONE), at(NOW));

    assertFalse(addresses.areReachable());
    assertThrows(
        NoSuchElementException.class, () -> addresses.of(TestPictures.SUNRISE, Instant.MAX));
  }

  private static PictureAddresses addresses(Instant now, String... keys) {
    return new PictureAddresses(PublicAddresses.PUBLIC, List.of(keys), at(now));
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static String last(String address) {
    return address.substring(BEGINNING.length());
  }

  private static String key(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
