package io.postly.approvals.console.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.Assets;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Invitation;
import io.postly.approvals.console.api.Note;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.ThreadPart;
import io.postly.approvals.console.api.Variant;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewTemplateTest {

  private static final String HOSTILE =
      "<script>alert(1)</script>\n<b>Approve</b> \"me\" & {frame.token}";
  private static final Channel CHANNEL =
      new Channel(
          new UUID(0, 3),
          "sandbox",
          "Sandbox <i>",
          null,
          500,
          null,
          CharacterCount.CODE_POINTS,
          null,
          Instant.EPOCH,
          null,
          null,
          null);

  private static final Picture PICTURE =
      new Picture("ab".repeat(32), "image/jpeg", 1600, 900, HOSTILE);
  private static final Picture SILENT_PICTURE =
      new Picture("cd".repeat(32), "image/png", 10, 20, null);

  @Test
  void picturesAreShownWithTheirAltTexts() {
    Document page = page("approver", "open");

    Element image = page.select(".preview img").first();
    assertEquals(
        "/console/acme/reviews/%s/pictures/%s?draft=%s"
            .formatted(new UUID(1, 1), PICTURE.sha256(), new UUID(0, 1)),
        image.attr("src"));
    assertEquals(HOSTILE, image.attr("alt"));
    assertEquals("1600", image.attr("width"));
    assertTrue(page.select(".pictures p").first().wholeText().contains(HOSTILE));
    assertEquals("", page.select(".preview img").last().attr("alt"));
    assertEquals("No alt text", page.select(".pictures p").last().text());
  }

  @Test
  void whatOthersWroteIsShownAsTextAndNothingElse() {
    Document page = page("approver", "open");

    assertEquals(HOSTILE, page.selectFirst(".preview blockquote").wholeText());
    assertEquals("Sandbox <i>", page.selectFirst(".preview b").text());
    assertEquals(1, page.select("script").size());
    assertEquals(HOSTILE, page.selectFirst("dd.said").wholeText());
    assertEquals(HOSTILE, page.selectFirst("#note").wholeText());
  }

  @Test
  void partsOfAThreadAreNumberedTextAndNothingElse() {
    Document page = page("approver", "open");

    assertEquals("2", page.selectFirst(".preview ol.thread").attr("start"));
    assertEquals(
        List.of(HOSTILE, "The end"),
        page.select(".preview ol.thread > li > blockquote").stream()
            .map(Element::wholeText)
            .toList());
  }

  @Test
  void aContentWarningIsTextBeforeWhatItCovers() {
    Document page = page("approver", "open");

    Element warning = page.selectFirst(".preview p.warning");
    assertEquals("Content warning: " + HOSTILE, warning.wholeText());
    assertEquals("blockquote", warning.nextElementSibling().tagName());
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
  void whatPeopleFromOutsideWroteIsShownAsTextToo() {
    Document page = withInvitation("viewer", null);

    assertEquals(HOSTILE, page.select("[aria-labelledby=outside] .row-link").last().wholeText());
    assertEquals(HOSTILE, page.selectFirst("[aria-labelledby=outside] .said").wholeText());
    assertTrue(page.text().contains("Casey (external): asks for changes (shown only"));
    assertEquals(1, page.select("script").size());
    assertNull(page.selectFirst("button[name=request]"));
  }

  @Test
  void whoMayInviteIsOfferedThatAndRevoking() {
    Document page = withInvitation("editor", null);

    assertEquals(
        List.of("revoke", "invite"),
        page.select("[aria-labelledby=outside] button[name=request]").eachAttr("value"));
    assertNull(page.selectFirst("#created"));
  }

  @Test
  void linkAndCodeAreOnThePageOnce() {
    Document page =
        withInvitation("editor", new Invitation.Access("https://postly.test/i/x", "ABCD2345"));
    Document repeated = withInvitation("editor", null, true);

    assertEquals(
        List.of("https://postly.test/i/x", "ABCD2345"),
        page.select("[aria-labelledby=created] code").eachText());
    assertTrue(repeated.select("[aria-labelledby=created] code").isEmpty());
    assertTrue(repeated.text().contains("are not shown again"));
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

  @Test
  void whoDecidesSeesWhenAndWhereItGoesOut() {
    Instant due = Instant.parse("2027-03-05T08:00:00Z");
    Post post =
        new Post(
            new UUID(0, 9),
            new UUID(0, 1),
            "Spring",
            2,
            CHANNEL.id(),
            HOSTILE,
            "sandbox",
            "awaiting_approval",
            null,
            null,
            due,
            null,
            null,
            List.of(),
            null,
            null,
            new Person("p", "Pat"),
            "mcp");

    Document page =
        page("approver", view(review("open")).with(List.of(post), List.of(), List.of()));

    String facts = page.selectFirst("[aria-labelledby=request]").text();
    assertTrue(facts.contains("Goes out Fri 5 Mar 2027, 09:00 on"), facts);
    assertTrue(facts.contains("(awaiting approval)"), facts);
  }

  @Test
  void notesAreShownAndCanBeDealtWith() {
    Person person = new Person("p", "Pat");
    Instant at = Instant.parse("2027-03-01T09:00:00Z");
    Note open =
        new Note(new UUID(0, 5), "open", new Note.Passage(HOSTILE), HOSTILE, person, at, null);
    Note resolved = new Note(new UUID(0, 6), "resolved", null, "Done?", person, at, person);
    ReviewView view = view(review("open")).with(List.of(), List.of(open, resolved), List.of());

    Element notes = page("approver", view).selectFirst("[aria-labelledby=notes]");
    assertEquals(HOSTILE, notes.selectFirst("blockquote").wholeText());
    assertEquals(HOSTILE, notes.selectFirst(".said").wholeText());
    assertEquals(List.of(open.id().toString()), notes.select("[name=resolved]").eachAttr("value"));
    assertTrue(notes.text().contains("dealt with, says Pat"));
    assertEquals(1, notes.select("#remark").size());
    assertTrue(page("viewer", view).select("[aria-labelledby=notes] form").isEmpty());
  }

  @Test
  void whoMayNotDecideIsToldWhoDoes() {
    assertTrue(page("editor", "open").text().contains("Approvers and administrators decide."));
    assertFalse(page("editor", "approved").text().contains("Approvers and administrators decide."));
    assertFalse(page("approver", "open").text().contains("Approvers and administrators decide."));
  }

  private static Document withInvitation(String role, Invitation.Access access) {
    return withInvitation(role, access, access != null);
  }

  private static Document withInvitation(
      String role, Invitation.Access access, boolean isJustMade) {
    Instant at = Instant.parse("2027-03-01T09:00:00Z");
    Person person = new Person("p", "Pat");
    Invitation.Verdict verdict =
        new Invitation.Verdict(
            "changes_requested", new Person("external:1", "Casey (external)"), false, HOSTILE, at);
    Invitation used = new Invitation("i1", HOSTILE, "used", person, at, at, verdict);
    Invitation open = new Invitation("i2", null, "open", person, at, at, null);
    ReviewView view = view(review("open")).with(List.of(), List.of(), List.of(open, used));
    return page(role, isJustMade ? view.with(new Invitation.Created(open, access)) : view);
  }

  private static Document page(String role, String state) {
    return page(role, view(review(state)));
  }

  private static ReviewView view(Review review) {
    return ReviewView.of(review, List.of(review), List.of(CHANNEL), HOSTILE);
  }

  private static Document page(String role, ReviewView view) {
    Workspace acme = new Workspace("acme", List.of(role), "Europe/Berlin");
    Frame frame =
        new Frame(
            acme, List.of(acme), "Pat", Section.OVERVIEW, null, null, "the-token", new Assets());
    return Jsoup.parse(ReviewPage.Templates.review(frame, view).render());
  }

  private static Review review(String state) {
    Person person = new Person("p", "Pat");
    Instant at = Instant.parse("2027-03-01T09:00:00Z");
    return new Review(
        new UUID(1, 1),
        state,
        new UUID(0, 1),
        2,
        null,
        HOSTILE,
        List.of(new Variant("sandbox", HOSTILE, null, null, HOSTILE)),
        List.of(PICTURE, SILENT_PICTURE),
        List.of(new ThreadPart(HOSTILE), new ThreadPart("The end")),
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
  }
}
