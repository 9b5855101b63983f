package io.postly.gateway.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {

  private static final List<View> VIEWS = new Views().all();

  private final Views views = new Views();

  @Test
  void shouldBeFour() {
    assertEquals(
        List.of("draft", "review", "calendar", "publication"),
        VIEWS.stream().map(View::name).toList());
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void shouldNeedNothingFromAnywhere(View view) {
    for (String way :
        List.of("http:", "https:", "src=", "href", "url(", "@import", "fetch(", "XMLHttpRequest")) {
      assertFalse(view.html().contains(way), view.name() + " contains " + way);
    }
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void shouldBeJoinedToOneScript(View view) {
    assertFalse(
        Pattern.compile("^(import|export)\\b", Pattern.MULTILINE).matcher(view.html()).find());
    for (String tag : List.of("<script", "</script", "<style", "</style")) {
      assertEquals(1, view.html().split(tag, -1).length - 1, tag);
    }
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void shouldNeverMakeMarkupOfText(View view) {
    for (String way :
        List.of(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "setHTML",
            "srcdoc",
            "document.write",
            "createContextualFragment",
            "DOMParser",
            "eval(",
            "Function(")) {
      assertFalse(view.html().contains(way), view.name() + " contains " + way);
    }
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void shouldAllowItsOwnScriptAndStyleOnly(View view) throws NoSuchAlgorithmException {
    String policy = only(view, "Content-Security-Policy\" content=\"([^\"]*)\"");

    assertEquals(
        "default-src 'none'; script-src '%s'; style-src '%s'; form-action 'none'; base-uri 'none'"
            .formatted(
                source(only(view, "<script type=\"module\">(.*)</script>")),
                source(only(view, "<style>(.*)</style>"))),
        policy);
  }

  /** All parts share one scope. */
  @ParameterizedTest
  @FieldSource("VIEWS")
  void shouldDeclareEachNameOnce(View view) {
    List<String> names =
        Pattern.compile("^(?:async )?(?:function|class|const|let) ([A-Za-z_]+)", Pattern.MULTILINE)
            .matcher(view.html())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertTrue(names.size() > 20, () -> names.toString());
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void shouldHaveAnotherAddressForAnotherPage() {
    assertEquals("ui://postly/draft-ca978112.html", View.of("draft", "Draft", "a").uri());
    assertNotEquals(View.of("draft", "Draft", "a").uri(), View.of("draft", "Draft", "b").uri());
  }

  @Test
  void shouldBeFoundAtAnyVersion() {
    for (String uri : List.of(views.named("draft").uri(), "ui://postly/draft-00000000.html")) {
      assertEquals(Optional.of("draft"), views.at(uri).map(View::name), uri);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ui://postly/draft.html",
        "ui://postly/draft-0.html",
        "ui://postly/drafts-00000000.html",
        "ui://other/draft-00000000.html",
        "ui://postly/../draft-00000000.html",
        "ui://postly/draft-00000000xhtml",
        ""
      })
  void shouldBeFoundNowhereElse(String uri) {
    assertTrue(views.at(uri).isEmpty());
  }

  @Test
  void shouldRefuseUnknownNames() {
    assertThrows(IllegalArgumentException.class, () -> views.named("secrets"));
  }

  private static String only(View view, String pattern) {
    Stream<MatchResult> found =
        Pattern.compile(pattern, Pattern.DOTALL).matcher(view.html()).results();
    return found.map(each -> each.group(1)).reduce("", String::concat);
  }

  private static String source(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
