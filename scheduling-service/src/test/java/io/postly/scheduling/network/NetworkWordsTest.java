package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkWordsTest {

  @Test
  void shouldBeOneLineWithoutWhatNobodySees() {
    assertEquals(
        "Not a good post at all",
        text(" Not\r\n\ta\u202e \u2066good\u2069\u0000\u2028post\u200b\ufeff at\u0085all\ud800 "));
  }

  @Test
  void shouldKeepWhatPeopleWrite() {
    assertEquals(
        "Zu lang: höchstens 500 Zeichen 😀 \"…\"", text("Zu lang: höchstens 500 Zeichen 😀 \"…\""));
    assertEquals("<b>&amp;</b>", text("<b>&amp;</b>"));
  }

  @Test
  void shouldCutOffWhatIsLongBetweenCharacters() {
    assertEquals("😀".repeat(300), text("😀".repeat(300)));
    assertEquals("😀".repeat(299) + "…", text("😀".repeat(301)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOmFiYzEyMyJ9.c2lnbmF0dXJlMQ",
        "EAAGm0PX4ZCpsBAKZC1ZBZCZBr0ZA",
        "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "0196f2a0-6c1e-7c3a-9c57-3f6f0e8f1a01"
      })
  void shouldShowNothingThatLooksLikeAToken(String token) {
    for (String part : text("Token " + token + " is bad").split("[ .]", -1)) {
      assertTrue(part.length() < 20, part);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "access_token=abc&b=2, access_token=[…]&b=2",
    "client_secret=x y, client_secret=[…] y",
    "your token: has expired, your token: has expired"
  })
  void shouldHideWhatIsNamedASecret(String said, String shown) {
    assertEquals(shown, text(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes",
        "Content is a duplicate of urn:li:share:7012345678901234567",
        "See https://docs.example/problems/not-authorized-for-resource, Donaudampfschifffahrtsgesellschaft"
      })
  void shouldNotTakeOtherWordsForTokens(String said) {
    assertEquals(said, text(said));
  }

  @Test
  void shouldHideTheCredentialsOfThePost() {
    String credentials =
        "{\"server\":\"s.io\",\"app_password\":\"abcd-efgh-ijkl\",\"more\":{\"key\":[\"k k\\nkkkkk\"]},\"n\":12345678}";

    assertEquals(
        "s.io does not take […], nor […] of 12345678",
        new NetworkWords("s.io does not take abcd-efgh-\u200bijkl, nor k k\nkkkkk of 12345678")
            .without(credentials)
            .text());
    assertEquals("It is […]!", new NetworkWords("It is no JSON!!").without("no JSON!").text());
  }

  @Test
  void shouldHideCredentialsAlsoWhereTheyAreCutOff() {
    String secret = "abcd-efgh-ijkl";
    String shown =
        new NetworkWords("o".repeat(295) + secret).without("{\"a\":\"" + secret + "\"}").text();

    assertFalse(shown.contains("abc"), shown);
  }

  @Test
  void shouldJoinWhatIsSaidInSeveralPlaces() {
    assertEquals("One: two", words("One", "two"));
    assertEquals("One. Two", words("One.", "Two"));
    assertEquals("One", words("One", " One\n"));
    assertEquals("Two", words(" ", "Two"));
  }

  @Test
  void shouldBeNothingWhereNothingIsSaid() throws Exception {
    JsonNode other = new ObjectMapper().readTree("[{\"a\":1}]");

    assertEquals(
        Optional.empty(),
        NetworkWords.of(MissingNode.getInstance(), other, TextNode.valueOf("\u200b\n")));
  }

  @Test
  void shouldNotShowItselfInLogs() {
    assertFalse(
        Delivery.NotDelivered.ofPost("http_422")
            .saying(Optional.of(new NetworkWords("secret")))
            .toString()
            .contains("secret"));
  }

  private static String text(String said) {
    return new NetworkWords(said).text();
  }

  private static String words(String one, String other) {
    return NetworkWords.of(TextNode.valueOf(one), TextNode.valueOf(other)).orElseThrow().text();
  }
}
