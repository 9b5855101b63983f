package io.postly.approvals.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTextTest {

  @Test
  void namesAreTakenWithoutTheSpaceAroundThem() {
    assertEquals(Optional.of("Zoë O'Hara-李"), GuestText.name("  Zoë O'Hara-李 "));
  }

  @Test
  void charactersAreCountedAsPeopleDo() {
    assertEquals(Optional.of("👋".repeat(80)), GuestText.name("👋".repeat(80)));
    assertTrue(GuestText.name("👋".repeat(81)).isEmpty());
    assertEquals(Optional.of("👋".repeat(2000)), GuestText.comment("👋".repeat(2000)));
    assertTrue(GuestText.comment("👋".repeat(2001)).isEmpty());
  }

  @ParameterizedTest(name = "{index}")
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb", "a\tb", "a\u0000", "a\u202eb", "a\u2028b", "a\ud800"})
  void aNameIsOneVisibleLine(String name) {
    assertTrue(GuestText.name(name).isEmpty());
  }

  @ParameterizedTest(name = "{index}")
  @NullSource
  @ValueSource(strings = {"", " \r\n ", "a\u0000", "a\u0007b", "a\ud800"})
  void aCommentSaysSomethingThatCanBeKept(String comment) {
    assertTrue(GuestText.comment(comment).isEmpty());
  }

  @Test
  void aCommentHasLines() {
    assertEquals(Optional.of("One\n\ttwo"), GuestText.comment(" One\r\n\ttwo\r\n"));
  }
}
