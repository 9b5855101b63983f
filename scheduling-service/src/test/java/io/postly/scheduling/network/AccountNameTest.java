package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {

  @ParameterizedTest
  @CsvSource({
    "'Acme\nNews', 'Acme News'",
    "'Acme\r\n\t News', 'Acme News'",
    "'Acme\u0000News', 'Acme News'",
    "'Acme\u202E\u2066sweN', 'Acme sweN'",
    "'Acme\u2028News\u200B', 'Acme News'",
    "'Acme\uD800News', 'Acme News'",
    "'  Grüße \uD83D\uDC69\u200D\uD83D\uDCBB  ', 'Grüße \uD83D\uDC69\u200D\uD83D\uDCBB'"
  })
  void shouldBeOneLineThatCanBeSeen(String told, String name) {
    assertEquals(Optional.of(name), AccountName.of(told, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\u202E\n"})
  void shouldBeNoneWhereNothingIsLeft(String told) {
    assertEquals(Optional.empty(), AccountName.of(told, 20));
  }

  @Test
  void shouldBeNoneThatIsTooLong() {
    assertEquals(Optional.of("x".repeat(20)), AccountName.of("x".repeat(20), 20));
    assertEquals(Optional.empty(), AccountName.of("x".repeat(21), 20));
  }
}
