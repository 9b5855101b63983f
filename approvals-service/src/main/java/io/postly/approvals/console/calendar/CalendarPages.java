package io.postly.approvals.console.calendar;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Calendar;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.RefusedException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What goes out, by month, by week, and one after the other. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/calendar")
public class CalendarPages {

  private static final Duration COMING_UP = Duration.ofDays(90);

  private final Frames frames;
  private final PostlyApi api;
  private final Clock clock;

  CalendarPages(Frames frames, PostlyApi api, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {
    static native TemplateInstance calendar(Frame frame, CalendarView view, boolean truncated);

    static native TemplateInstance comingUp(Frame frame, List<Post> posts, boolean truncated);

    private Templates() {}
  }

  /** A month; this one unless the address names a day of another. */
  @GET
  public Response month(@PathParam("workspace") String workspace, @QueryParam("of") String day) {
    return page(frames.of(workspace, Section.CALENDAR), day, true);
  }

  /** A week; this one unless the address names a day of another. */
  @GET
  @Path("week")
  public Response week(@PathParam("workspace") String workspace, @QueryParam("of") String day) {
    return page(frames.of(workspace, Section.CALENDAR), day, false);
  }

  /** What goes out next. */
  @GET
  @Path("coming-up")
  public Response comingUp(@PathParam("workspace") String workspace) {
    Frame frame = frames.of(workspace, Section.CALENDAR);
    Instant now = clock.instant();
    Calendar calendar =
        api.calendar(workspace, now.minus(Duration.ofHours(1)), now.plus(COMING_UP));
    List<Post> ahead = calendar.publications().stream().filter(Post::isAhead).toList();
    return Pages.show(frame, Templates.comingUp(frame, ahead, calendar.truncated()));
  }

  /** A post was dropped on another day of the month. */
  @POST
  public Response moveInMonth(
      @PathParam("workspace") String workspace,
      @QueryParam("of") String day,
      @FormParam("post") String postId,
      @FormParam("publish_at") String localTime,
      @FormParam("key") String key) {
    return move(workspace, new Move(day, true, postId, localTime, key));
  }

  /** A post was dropped on another day of the week. */
  @POST
  @Path("week")
  public Response moveInWeek(
      @PathParam("workspace") String workspace,
      @QueryParam("of") String day,
      @FormParam("post") String postId,
      @FormParam("publish_at") String localTime,
      @FormParam("key") String key) {
    return move(workspace, new Move(day, false, postId, localTime, key));
  }

  private record Move(String day, boolean month, String postId, String localTime, String key) {}

  private Response move(String workspace, Move move) {
    Frame frame = frames.of(workspace, Section.CALENDAR);
    String zone = frame.workspace().timeZone();
    try {
      api.reschedule(workspace, move.postId(), move.localTime(), zone, move.key());
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), move.day(), move.month());
    }
    String path = frame.root() + "/calendar" + (move.month() ? "" : "/week");
    LocalDate shown = day(move.day(), today(frame));
    return Pages.seeOther(path + "?of=" + shown, Notice.MOVED);
  }

  private Response page(Frame frame, String day, boolean month) {
    LocalDate today = today(frame);
    LocalDate wanted = day(day, today);
    CalendarView empty =
        month ? CalendarView.month(wanted, today) : CalendarView.week(wanted, today);
    ZoneId zone = frame.workspace().zone();
    Calendar calendar =
        api.calendar(frame.workspace().workspace(), empty.from(zone), empty.to(zone));
    CalendarView view = empty.with(calendar.publications(), zone);
    return Pages.show(frame, Templates.calendar(frame, view, calendar.truncated()));
  }

  private LocalDate today(Frame frame) {
    return LocalDate.ofInstant(clock.instant(), frame.workspace().zone());
  }

  private static LocalDate day(String text, LocalDate otherwise) {
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
