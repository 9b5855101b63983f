package io.postly.approvals.console.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.caller.Person;
import io.postly.action.fixture.PostlyBackends;
import io.postly.approvals.console.Assets;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewTemplateTest {

  private static final String HOSTILE =
      "<script>alert(1)</script>\n<b>Approve</b> \"me\" & {frame.token}";
  private static final Channel CHANNEL =
      new Channel(new UUID(0, 3), "sandbox", "Sandbox <i>", null, 500, Instant.EPOCH);

  @Test
  void whatOthersWroteIsShownAsTextAndNothingElse() {
    Document page = page("approver", "open");

    assertEquals(HOSTILE, page.selectFirst(".preview blockquote").wholeText());
    assertEquals("Sandbox <i>", page.selectFirst(".preview b").text());
    assertEquals(1, page.select("script").size());
    assertEquals(HOSTILE, page.selectFirst(".said").wholeText());
    assertEquals(HOSTILE, page.selectFirst("#note").wholeText());
  }

  @Test
  void whoMayDecideIsOfferedTheDecisions() {
    Document page = page("approver", "open");

    assertEquals(
        List.of("approve", "request-changes", "reject"),
        page.select("button[name=decision]").eachAttr("value"));
    assertEquals("the-token", page.selectFirst("input[name=token]").val());
    assertEquals("2", page.selectFirst("input[name=revision]").val());
  }

  @Test
  void nobodyElseIs() {
    assertNull(page("editor", "open").selectFirst("button[name=decision]"));
    assertNull(page("approver", "approved").selectFirst("button[name=decision]"));
  }

  @Test
  void thePageCanBeFoundAroundIn() {
    Document page = page("approver", "open");

    assertEquals("Overview", page.selectFirst("nav [aria-current=page]").text());
    assertNotNull(page.selectFirst("main#main"));
    assertEquals("#main", page.selectFirst("a.skip").attr("href"));
    assertEquals("2027-03-01T09:00:00Z", page.selectFirst("main time").attr("datetime"));
    assertEquals("Mon 1 Mar 2027, 10:00", page.selectFirst("main time").text());
  }

  private static Document page(String role, String state) {
    Person person = new Person("p", "Pat");
    Instant at = Instant.parse("2027-03-01T09:00:00Z");
    Review review =
        new Review(
            new UUID(1, 1),
            state,
            new UUID(0, 1),
            2,
            null,
            HOSTILE,
            List.of(),
            List.of(CHANNEL.id()),
            person,
            "mcp",
            at,
            person,
            at,
            HOSTILE,
            null,
            null,
            null,
            4,
            2,
            null,
            null,
            null);
    Workspace acme = new Workspace("acme", List.of(role), "Europe/Berlin");
    Frame frame =
        new Frame(
            acme, List.of(acme), "Pat", Section.OVERVIEW, null, null, "the-token", new Assets());
    ReviewView view = ReviewView.of(review, List.of(review), List.of(CHANNEL), HOSTILE);
    return Jsoup.parse(ReviewPage.Templates.review(frame, view).render());
  }
}
