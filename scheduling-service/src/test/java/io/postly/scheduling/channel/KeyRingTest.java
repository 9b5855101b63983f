package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      Base64.getEncoder()
          .encodeToString("another-key-that-has-32-bytes-ok".getBytes(StandardCharsets.UTF_8));

  private final KeyRing keys = new KeyRing(OLD, List.of());

  @Test
  void shouldGiveBackWhatItEncrypted() {
    String sealed = keys.encrypt("käse and secrets", "channel-1");

    assertEquals("käse and secrets", keys.decrypt(sealed, "channel-1"));
  }

  @Test
  void shouldHideThePlaintextAndNameTheKey() {
    String sealed = keys.encrypt("secret", "channel-1");

    assertFalse(sealed.contains("secret"));
    assertEquals("v1", sealed.split(":", -1)[0]);
    assertEquals("66687aadf862bd77", sealed.split(":", -1)[1]);
  }

  @Test
  void shouldEncryptTheSameTextDifferentlyEachTime() {
    assertNotEquals(keys.encrypt("secret", "channel-1"), keys.encrypt("secret", "channel-1"));
  }

  @Test
  void shouldNotDecryptForAnotherOwner() {
    String sealed = keys.encrypt("secret", "channel-1");

    assertThrows(IllegalStateException.class, () -> keys.decrypt(sealed, "channel-2"));
  }

  @Test
  void shouldNotDecryptWhatWasChanged() {
    String sealed = keys.encrypt("secret", "channel-1");
    char last = sealed.charAt(sealed.length() - 5);
    String changed =
        sealed.substring(0, sealed.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 4);

    assertThrows(IllegalStateException.class, () -> keys.decrypt(changed, "channel-1"));
  }

  @Test
  void shouldDecryptWithAPreviousKeyAfterAChange() {
    String sealed = keys.encrypt("secret", "channel-1");
    KeyRing changed = new KeyRing(NEW, List.of(OLD));

    assertEquals("secret", changed.decrypt(sealed, "channel-1"));
    assertNotEquals(
        sealed.split(":", -1)[1], changed.encrypt("secret", "channel-1").split(":", -1)[1]);
  }

  @Test
  void shouldSayWhichKeyIsMissing() {
    String sealed = keys.encrypt("secret", "channel-1");

    MissingKeyException failure =
        assertThrows(
            MissingKeyException.class,
            () -> new KeyRing(NEW, List.of()).decrypt(sealed, "channel-1"));
    assertEquals(
        "The credentials key 66687aadf862bd77 is not configured here", failure.getMessage());
  }

  @Test
  void shouldRefuseOtherForms() {
    assertThrows(IllegalStateException.class, () -> keys.decrypt("secret", "channel-1"));
    assertThrows(
        IllegalStateException.class, () -> keys.decrypt("v1:66687aadf862bd77:AA==", "channel-1"));
  }
}
