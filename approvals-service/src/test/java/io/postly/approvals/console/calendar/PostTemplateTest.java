package io.postly.approvals.console.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.fixture.PostlyBackends;
import io.postly.approvals.console.Assets;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Variant;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PostTemplateTest {

  private static final Instant AT = Instant.parse("2027-03-01T09:00:00Z");
  private static final Post.Part STANDS =
      new Post.Part(2, "published", null, null, AT, null, "https://social.example/2");
  private static final Post.Part WAITS = new Post.Part(4, "planned", null, null, null, null, null);

  @Test
  void partsAreNumberedAndLeadToTheirNetwork() {
    Document page =
        page("admin", STANDS, new Post.Part(3, "published", null, null, AT, null, "javascript:x"));

    assertEquals("2", page.selectFirst("#parts + ol.thread").attr("start"));
    assertEquals(List.of("https://social.example/2"), page.select("ol.thread a").eachAttr("href"));
    assertNull(page.selectFirst("input[name=part]"));
  }

  @Test
  void aThreadThatHasStoppedCanGoOnFromThere() {
    Document page =
        page(
            "admin", STANDS, new Post.Part(3, "failed", "http_400", null, null, null, null), WAITS);

    assertEquals("3", page.selectFirst("input[name=part]").val());
    assertEquals(List.of("send_again"), page.select("button[name=change]").eachAttr("value"));
  }

  @Test
  void aPersonSaysWhatBecameOfAPartInDoubt() {
    Document page =
        page("admin", STANDS, new Post.Part(3, "unconfirmed", null, null, null, null, null), WAITS);

    assertEquals("3", page.selectFirst("input[name=part]").val());
    assertEquals(
        List.of("published", "not_published", "send_again"),
        page.select("button[name=change]").eachAttr("value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not_on_network", "settled_as_not_published"})
  void aPersonMayStillFindWhatWasMissed(String reason) {
    Document page =
        page("admin", STANDS, new Post.Part(3, "failed", reason, null, null, null, null), WAITS);

    assertEquals(
        List.of("published", "send_again"), page.select("button[name=change]").eachAttr("value"));
    assertEquals(1, page.select("input[name=url]").size());
  }

  @Test
  void whatIsPostedByHandIsNotOfferedToBeSent() {
    Post.Part stopped = new Post.Part(3, "failed", "previous_part_unknown", null, null, null, null);
    Document page = page("admin", STANDS, stopped);

    assertNull(page.selectFirst("button[name=change]"));
    assertEquals("The thread has stopped at part 3", page.selectFirst("#by-hand").text());
  }

  @Test
  void aThreadThatWasEndedGoesOnOnceItsNetworkRefusesToDeleteIt() {
    Post.Part ended = new Post.Part(3, "failed", "post_deleted", null, null, null, null);

    assertNull(page("admin", STANDS, ended).selectFirst("button[name=change]"));
    assertNull(
        page("admin", new Post.Removal("requested", null), STANDS, ended)
            .selectFirst("button[name=change]"));
    Document refused = page("admin", new Post.Removal("refused", null), STANDS, ended);
    assertEquals("3", refused.selectFirst("input[name=part]").val());
    assertEquals(List.of("send_again"), refused.select("button[name=change]").eachAttr("value"));
  }

  @ParameterizedTest
  @CsvSource({
    "requested, The network is being asked.",
    "removed, It does not stand on the network any more.",
    "refused, The network has not deleted it. Delete it there by hand."
  })
  void thePageSaysWhatBecameOfADeletion(String state, String words) {
    String facts =
        page("viewer", new Post.Removal(state, "http_403")).selectFirst("dl.pairs").text();

    assertTrue(facts.contains("Deletion " + words), facts);
    assertTrue(facts.contains("403"), facts);
  }

  @Test
  void nothingIsOfferedAfterAPartThatIsGone() {
    Document page =
        page(
            "admin",
            new Post.Removal("refused", null),
            new Post.Part(2, "published", null, null, AT, AT, "https://social.example/2"),
            new Post.Part(3, "failed", "post_deleted", null, null, null, null));

    assertNull(page.selectFirst("button[name=change]"));
    assertEquals(1, page.select("[aria-labelledby=by-hand]").size());
    assertEquals(0, page.select("ol.thread a").size());
    assertTrue(page.selectFirst("ol.thread li").text().contains("Deleted"));
  }

  @Test
  void thePageSaysWhatBecameOfAnotherText() {
    Post.Update lost = new Post.Update("unconfirmed", 3, "http_502", null, List.of(2, 3));
    Document page = page("viewer", null, lost);
    String facts = page.selectFirst("dl.pairs").text();

    assertTrue(facts.contains("Update Revision 3 may or may not stand on the network"), facts);
    assertTrue(facts.contains("The network failed (502)."), facts);
    assertTrue(facts.contains("Revision 2 may stand there, too."), facts);
    assertNull(page.selectFirst("button[name=change]"));
  }

  @Test
  void aPersonSaysWhichTextStands() {
    Document page =
        page("admin", null, new Post.Update("unconfirmed", 2, "http_502", null, List.of(2)));

    assertEquals(
        List.of("published", "not_published"),
        page.select("button[name=change]").eachAttr("value"));
    assertTrue(page.text().contains("Revision 2 stands"));
    assertNull(
        page("admin", null, new Post.Update("refused", 2, "http_422", null, null))
            .selectFirst("button[name=change]"));
  }

  @Test
  void whatANetworkSaidIsQuotedAndNothingElse() {
    String said = "No <script>alert(1)</script> & \"you\"";
    Document page =
        page(
            "viewer",
            null,
            new Post.Update("refused", 2, "http_422", said, null),
            STANDS,
            new Post.Part(3, "failed", "http_400", said, null, null, null));

    assertEquals(List.of(said, said), page.select("q").eachText());
    assertEquals(0, page.select("q script").size());
    assertTrue(
        page.selectFirst("ol.thread li:last-child")
            .text()
            .contains("The network refused the post (400). The network said: No <script>"));
    assertTrue(page.selectFirst("dl.pairs").text().contains("The network refused the post (422)."));
    assertEquals(0, page("viewer", STANDS).select("q").size());
  }

  @Test
  void whoMayNotSettleIsOfferedNothing() {
    Document page =
        page("viewer", new Post.Part(2, "unconfirmed", null, null, null, null, null), WAITS);

    assertNull(page.selectFirst("button[name=change]"));
  }

  @Test
  void theContentWarningIsShownBeforeTheTextOfItsNetwork() {
    Document warned = page(new Variant("sandbox", "Hi", null, null, "Food"));
    Document other = page(new Variant("mastodon", "Hi", null, null, "Food"));

    assertEquals("Content warning: Food", warned.selectFirst(".preview .warning").text());
    assertNull(other.selectFirst(".warning"));
  }

  private static Document page(Variant variant) {
    Person person = new Person("p", "Pat");
    Review review =
        new Review(
            new UUID(0, 9),
            "approved",
            new UUID(0, 2),
            1,
            "Spring",
            "Hello",
            List.of(variant),
            List.of(),
            List.of(),
            List.of(new UUID(0, 3)),
            person,
            "mcp",
            AT,
            person,
            AT,
            null,
            person,
            AT,
            null,
            null,
            null,
            null,
            null,
            null);
    return page("viewer", null, null, review);
  }

  private static Document page(String role, Post.Part... thread) {
    return page(role, null, thread);
  }

  private static Document page(String role, Post.Removal removal, Post.Part... thread) {
    return page(role, removal, null, thread);
  }

  private static Document page(
      String role, Post.Removal removal, Post.Update update, Post.Part... thread) {
    return page(role, removal, update, null, thread);
  }

  private static Document page(
      String role, Post.Removal removal, Post.Update update, Review review, Post.Part... thread) {
    Person person = new Person("p", "Pat");
    Post post =
        new Post(
            new UUID(0, 1),
            new UUID(0, 2),
            "Spring",
            1,
            new UUID(0, 3),
            "The wall",
            "sandbox",
            "published",
            null,
            null,
            AT,
            AT,
            "https://social.example/1",
            List.of(thread),
            removal,
            update,
            person,
            "mcp");
    Workspace acme = new Workspace("acme", List.of(role), "Europe/Berlin");
    Frame frame =
        new Frame(
            acme, List.of(acme), "Pat", Section.CALENDAR, null, null, "the-token", new Assets());
    return Jsoup.parse(PostPage.Templates.post(frame, post, review).render());
  }
}
