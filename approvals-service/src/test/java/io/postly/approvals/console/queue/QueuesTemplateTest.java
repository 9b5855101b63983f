package io.postly.approvals.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.fixture.PostlyBackends;
import io.postly.approvals.console.Assets;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Queue;
import io.postly.approvals.console.api.Slots;
import io.postly.approvals.console.api.Slots.Slot;
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
class QueuesTemplateTest {

  private static final Instant AT = Instant.parse("2027-03-01T09:00:00Z");
  private static final UUID CHANNEL = new UUID(0, 1);

  @Test
  void aQueueThatRunsCanBePausedAndAPausedOneGoesOn() {
    assertEquals(
        List.of("pause"), changes(queues("editor", queue(false, null, AT)), ".rows button"));

    Document paused = queues("editor", queue(true, "The <b>sale</b> is over", AT));
    assertEquals(List.of("resume"), changes(paused, ".rows button"));
    assertEquals("The <b>sale</b> is over", paused.selectFirst(".said").text());
    assertTrue(paused.text().contains("Paused by Pat"));
  }

  @Test
  void whoMayOnlyLookIsOfferedNothingToChange() {
    Document page = queues("viewer", queue(true, null, AT));

    assertNull(page.selectFirst("button[name=change]"));
    assertTrue(page.selectFirst("main").text().contains("Slots of The wall"));
  }

  @Test
  void aChannelWithoutSlotsSaysSo() {
    Document page = queues("admin", queue(false, null));

    assertTrue(page.text().contains("no slots"));
    assertEquals(List.of("time-zone"), changes(page, "button[name=change]"));
    assertEquals("Europe/Berlin", page.selectFirst("#time_zone").val());
  }

  @Test
  void withoutChannelsThereIsAWayToConnectOne() {
    assertEquals("/console/acme/channels", queues("admin").selectFirst(".empty a").attr("href"));
  }

  @Test
  void slotsAreSetByAdministratorsAndSeenByAll() {
    SlotsView view = SlotsView.of(new Slots("The wall", 2, List.of(new Slot("friday", "09:00"))));

    Document form = Jsoup.parse(SlotsPage.Templates.slots(frame("admin"), view).render());
    assertEquals("2", form.selectFirst("[name=expected_version]").val());
    assertEquals("09:00", form.selectFirst("#friday").val());
    assertEquals("", form.selectFirst("#monday").val());

    Document facts = Jsoup.parse(SlotsPage.Templates.slots(frame("viewer"), view).render());
    assertNull(facts.selectFirst("form"));
    assertTrue(facts.text().contains("Friday 09:00"));
  }

  private static List<String> changes(Document page, String buttons) {
    return page.select(buttons).eachAttr("value");
  }

  private static Queue queue(boolean paused, String reason, Instant... free) {
    return new Queue(
        CHANNEL,
        "The wall",
        "sandbox",
        paused,
        paused ? AT : null,
        paused ? new Person("p", "Pat") : null,
        reason,
        0,
        List.of(),
        List.of(free).stream().map(Queue.SlotTime::new).toList());
  }

  private static Document queues(String role, Queue... queues) {
    return Jsoup.parse(
        QueuesPage.Templates.queues(
                frame(role), List.of(queues), new QueueForm(), List.of("Europe/Berlin"))
            .render());
  }

  private static Frame frame(String role) {
    Workspace acme = new Workspace("acme", List.of(role), "Europe/Berlin");
    return new Frame(
        acme, List.of(acme), "Pat", Section.QUEUES, null, null, "the-token", new Assets());
  }
}
