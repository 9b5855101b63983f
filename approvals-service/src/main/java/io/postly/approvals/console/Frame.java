package io.postly.approvals.console;

import io.postly.action.Permission;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What is around every page of a workspace.
 *
 * @param workspace where the page is; null on pages of no workspace
 * @param workspaces where the person can go
 * @param person the name of who is signed in
 * @param section the part of the console that the page belongs to
 * @param notice what has just been done, or null
 * @param problem why something could not be done, or null
 * @param token what marks forms as the session's own
 * @param assets where styles and scripts are
 */
@TemplateData
public record Frame(
    Workspace workspace,
    List<Workspace> workspaces,
    String person,
    Section section,
    Notice notice,
    Problem problem,
    String token,
    Assets assets) {

  /** The form field that has the token. */
  static final String TOKEN_FIELD = "token";

  /** An entry of the navigation. */
  @TemplateData
  public record Entry(String label, String address, boolean current, boolean urgent) {}

  /** Copies the list. */
  public Frame {
    workspaces = List.copyOf(workspaces);
  }

  /** The same with a message that something could not be done. */
  public Frame with(Problem refusal) {
    return new Frame(workspace, workspaces, person, section, null, refusal, token, assets);
  }

  /** The workspace's own address in the console. */
  public String root() {
    return root(workspace.workspace());
  }

  /** The address of any workspace. */
  public String root(String slug) {
    return "/console/" + URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The page of a confirmation. */
  public String confirmation(String id) {
    return root() + "/confirmations/" + id;
  }

  /** The page of a review. */
  public String review(Review review) {
    return review(review.id(), review.draftId());
  }

  /** The page of a review of a draft. */
  public String review(UUID reviewId, UUID draftId) {
    return root() + "/reviews/" + reviewId + "?draft=" + draftId;
  }

  /** The page of a post; its time is what it is found by. */
  public String post(Post post) {
    return post(post.id().toString(), post.dueAt());
  }

  /** The page of a post that is due then. */
  public String post(String postId, Instant dueAt) {
    return root() + "/posts/" + postId + "?at=" + dueAt;
  }

  /** The page of the slots of a channel. */
  public String slots(UUID channelId) {
    return root() + Section.QUEUES.path() + "/" + channelId;
  }

  /** The address of the calendar by month, or by week. */
  public String calendar(boolean month) {
    return root() + (month ? "/calendar" : "/calendar/week");
  }

  /** What the navigation offers. */
  public List<Entry> entries() {
    return Arrays.stream(Section.values())
        .filter(entry -> workspace.may(entry.needed()))
        .map(
            entry ->
                new Entry(
                    entry.label(),
                    root() + entry.path(),
                    entry == section,
                    entry == Section.PUBLISHING))
        .toList();
  }

  /** A time in the workspace's zone. */
  public Moment at(Instant instant) {
    return instant == null ? null : new Moment(instant, workspace.zone());
  }

  /** Names the intent of one form, so that sending it twice does it once. */
  public String key() {
    return UUID.randomUUID().toString();
  }

  /** Whether to offer deciding on reviews. */
  public boolean mayDecide() {
    return workspace.may(Permission.REVIEW_DECIDE);
  }

  /** Whether to offer inviting people from outside. */
  public boolean mayInvite() {
    return workspace.may(Permission.REVIEW_COMMENT);
  }

  /** Whether to offer moving and cancelling posts, and stopping all of them. */
  public boolean maySchedule() {
    return workspace.may(Permission.SCHEDULE_EDIT);
  }

  /** Whether to offer saying what became of a post. */
  public boolean maySettle() {
    return workspace.may(Permission.PUBLISH);
  }

  /** Whether to offer connecting accounts, and setting slots and the time zone. */
  public boolean mayConnect() {
    return workspace.may(Permission.CHANNEL_MANAGE);
  }

  /** Whether to offer setting the policy, and letting publishing go on. */
  public boolean mayManage() {
    return workspace.may(Permission.POLICY_MANAGE);
  }
}
