package io.postly.approvals.console.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The actions that the console's pages call, as the person who is signed in. Each fails with a
 * {@link RefusedException} that says what to tell the person.
 */
@ApplicationScoped
public class PostlyApi {

  private static final String WORKSPACES = "workspaces";
  private static final String REVIEWS = "reviews";
  private static final String INVITATIONS = "invitations";
  private static final String PUBLICATIONS = "publications";
  private static final String CONFIRMATIONS = "confirmations";
  private static final String NOTES = "notes";
  private static final String POLICY = "policy";
  private static final String PUBLISHING = "publishing";
  private static final String QUEUES = "queues";
  private static final String SLOTS = "slots";
  private static final String SIGN_INS = "channel-sign-ins";
  private static final String POST = "POST";
  private static final String PUT = "PUT";
  private static final int MOST = 100;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final ApiConnection connection;

  PostlyApi(ApiConnection connection) {
    this.connection = connection;
  }

  /** A decision on a review. */
  @RegisterForReflection
  record Decision(int expectedRevision, String note) {}

  /** A remark on the whole of a review. */
  @RegisterForReflection
  record NewNote(String text) {}

  /** Whom to invite to a review, and for how many days. */
  @RegisterForReflection
  record NewInvitation(String label, Integer lifetimeDays) {}

  /** A decision on a confirmation, of exactly what was shown. */
  @RegisterForReflection
  record ConfirmationDecision(String contentHash) {}

  /** A local time and its zone. */
  @RegisterForReflection
  record PublishTime(String publishAt, String timeZone) {}

  /** A post that has been moved. */
  @RegisterForReflection
  record Moved(Post publication) {}

  /** All the slots of a channel, instead of those of that version. */
  @RegisterForReflection
  record NewSlots(int expectedVersion, List<Slots.Slot> slots) {}

  /** An IANA time zone. */
  @RegisterForReflection
  record NewTimeZone(String timeZone) {}

  /** Why something is done. */
  @RegisterForReflection
  record Reason(String reason) {}

  /** What somebody found on a network. */
  @RegisterForReflection
  record SeenOutcome(String outcome, String url, Integer part, Boolean sendAgain) {}

  /** What a part of a page shows; empty where this person may not see it. */
  public static <T> Optional<T> ifVisible(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (RefusedException e) {
      if (e.problem().status() == FORBIDDEN || e.problem().status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** An account that is to be connected by signing in at its network. */
  @RegisterForReflection
  record NewSignIn(
      String network,
      String name,
      String channelId,
      String server,
      String account,
      String visibility) {}

  /** What a network has sent the person back with. */
  @RegisterForReflection
  record SignInReturn(String state, String code, String iss) {}

  /** The workspaces that the person belongs to. */
  public List<Workspace> workspaces() {
    return connection
        .page(WORKSPACES, Workspace.class, connection.read(ApiRequest.to(WORKSPACES)))
        .items();
  }

  /**
   * Reviews, the last requested first.
   *
   * @param state only those in that state, or null
   * @param draftId only that draft's, or null
   * @param cursor where to go on, or null
   */
  public Page<Review> reviews(String workspace, String state, String draftId, String cursor) {
    ApiRequest request =
        in(workspace, REVIEWS)
            .with("state", state)
            .with("draft_id", draftId)
            .with("cursor", cursor)
            .with("limit", MOST);
    return connection.page(REVIEWS, Review.class, connection.read(request));
  }

  /** Approves exactly that revision; others may have to as well. */
  public Review approve(String workspace, String reviewId, int revision, String note, String key) {
    return decide(workspace, reviewId, "approval", new Decision(revision, note), key);
  }

  /** Asks the author to change it. */
  public void requestChanges(
      String workspace, String reviewId, int revision, String note, String key) {
    decide(workspace, reviewId, "change-request", new Decision(revision, note), key);
  }

  /** Ends the review for good. */
  public void reject(String workspace, String reviewId, int revision, String note, String key) {
    decide(workspace, reviewId, "rejection", new Decision(revision, note), key);
  }

  /** The notes on a review, the last first; the first hundred of them. */
  public List<Note> notes(String workspace, String reviewId) {
    ApiRequest request = in(workspace, REVIEWS, reviewId, NOTES).with("limit", MOST);
    return connection.page(NOTES, Note.class, connection.read(request)).items();
  }

  /** Writes a note on the whole of a review. */
  public void addNote(String workspace, String reviewId, String text, String key) {
    connection.write(in(workspace, REVIEWS, reviewId, NOTES), POST, key, new NewNote(text));
  }

  /** Takes a note for dealt with. */
  public void resolveNote(String workspace, String reviewId, String noteId, String key) {
    connection.write(
        in(workspace, REVIEWS, reviewId, NOTES, noteId, "resolution"), POST, key, null);
  }

  /** The invitations to a review, the last first. */
  public List<Invitation> invitations(String workspace, String reviewId) {
    return connection
        .page(
            INVITATIONS,
            Invitation.class,
            connection.read(in(workspace, REVIEWS, reviewId, INVITATIONS)))
        .items();
  }

  /**
   * Invites somebody from outside to a review.
   *
   * @param label whom it is for, or null
   * @param days until it ends, or null for the usual
   */
  public Invitation.Created invite(
      String workspace, String reviewId, String label, Integer days, String key) {
    return connection.as(
        Invitation.Created.class,
        connection.write(
            in(workspace, REVIEWS, reviewId, INVITATIONS),
            POST,
            key,
            new NewInvitation(label, days)));
  }

  /** Takes an invitation back. */
  public void revokeInvitation(String workspace, String reviewId, String invitationId, String key) {
    connection.write(
        in(workspace, REVIEWS, reviewId, INVITATIONS, invitationId, "revocation"), POST, key, null);
  }

  /** What goes out, or went out, in a range of time. */
  public Calendar calendar(String workspace, Instant from, Instant to) {
    return calendar(workspace, from, to, null);
  }

  /** Like {@link #calendar(String, Instant, Instant)}, of what is in that state. */
  public Calendar calendar(String workspace, Instant from, Instant to, String state) {
    ApiRequest request =
        in(workspace, "calendar").with("from", from).with("to", to).with("state", state);
    return connection.as(Calendar.class, connection.read(request));
  }

  /** Gives a post another time, a local one in that zone; the post with its new time. */
  public Post reschedule(String workspace, String postId, String at, String zone, String key) {
    return connection
        .as(
            Moved.class,
            connection.write(
                in(workspace, PUBLICATIONS, postId, "time"), PUT, key, new PublishTime(at, zone)))
        .publication();
  }

  /** Takes a post back. */
  public void cancel(String workspace, String postId, String reason, String key) {
    connection.write(
        in(workspace, PUBLICATIONS, postId, "cancellation"), POST, key, new Reason(reason));
  }

  /** Says what became of a post whose outcome is not known. */
  public void settle(String workspace, String postId, String outcome, String url, String key) {
    connection.write(
        in(workspace, PUBLICATIONS, postId, "settlement"),
        POST,
        key,
        new SeenOutcome(outcome, url, null, null));
  }

  /** Says what became of a part of a post's thread. */
  public void settlePart(
      String workspace, String postId, int part, String outcome, String url, String key) {
    connection.write(
        in(workspace, PUBLICATIONS, postId, "settlement"),
        POST,
        key,
        new SeenOutcome(outcome, url, part, null));
  }

  /** Has a part that does not stand sent again, and what follows it. */
  public void sendAgain(String workspace, String postId, int part, String key) {
    connection.write(
        in(workspace, PUBLICATIONS, postId, "settlement"),
        POST,
        key,
        new SeenOutcome("not_published", null, part, true));
  }

  /** The queues of all channels, by the channels' names. */
  public List<Queue> queues(String workspace) {
    return connection.page(QUEUES, Queue.class, connection.read(in(workspace, QUEUES))).items();
  }

  /** Lets nothing of a queue go out until it is resumed. */
  public void pauseQueue(String workspace, String channelId, String reason, String key) {
    connection.write(in(workspace, QUEUES, channelId, "pause"), POST, key, new Reason(reason));
  }

  /** Lets a queue go on. */
  public void resumeQueue(String workspace, String channelId, String key) {
    connection.write(in(workspace, QUEUES, channelId, "resume"), POST, key, null);
  }

  /** The weekly slots of a channel's queue. */
  public Slots slots(String workspace, String channelId) {
    return connection.as(Slots.class, connection.read(in(workspace, SLOTS, channelId)));
  }

  /** Replaces the slots of a channel's queue, which were at that version. */
  public void setSlots(
      String workspace, String channelId, int version, List<Slots.Slot> slots, String key) {
    connection.write(in(workspace, SLOTS, channelId), PUT, key, new NewSlots(version, slots));
  }

  /** Sets the time zone in which the workspace's times are shown and its slots are kept. */
  public void setTimeZone(String workspace, String timeZone, String key) {
    connection.write(in(workspace, "time-zone"), PUT, key, new NewTimeZone(timeZone));
  }

  /** The workspace's channels. */
  public List<Channel> channels(String workspace) {
    return connection
        .page("channels", Channel.class, connection.read(in(workspace, "channels")))
        .items();
  }

  /** The networks that there are. */
  public List<Network> networks(String workspace) {
    return connection
        .page("networks", Network.class, connection.read(in(workspace, "networks")))
        .items();
  }

  /**
   * Begins a sign-in for a new channel.
   *
   * @param server where the account is, or null where its network has one server
   * @param account which account it is, or null where its network finds out
   * @param visibility who is to see the posts, or null where the account's own default decides
   */
  public SignIn beginSignIn(
      String workspace,
      String network,
      String name,
      String server,
      String account,
      String visibility,
      String key) {
    return begin(workspace, new NewSignIn(network, name, null, server, account, visibility), key);
  }

  /** Begins a sign-in that gives an existing channel new credentials. */
  public SignIn beginSignIn(String workspace, String channelId, String key) {
    return begin(workspace, new NewSignIn(null, null, channelId, null, null, null), key);
  }

  private SignIn begin(String workspace, NewSignIn wanted, String key) {
    return connection.as(
        SignIn.class, connection.write(in(workspace, SIGN_INS), POST, key, wanted));
  }

  /**
   * Connects the account with which the person has signed in at its network.
   *
   * @param issuer who says to have given the code, or null where the network does not say
   */
  public void completeSignIn(
      String workspace, String state, String code, String issuer, String key) {
    connection.write(
        in(workspace, SIGN_INS, "completion"), POST, key, new SignInReturn(state, code, issuer));
  }

  /** What waits for the person's confirmation in one service. */
  public List<Confirmation> openConfirmations(String workspace, String service) {
    ApiRequest request = in(workspace, "services", service, CONFIRMATIONS).with("state", "open");
    return connection.page(CONFIRMATIONS, Confirmation.class, connection.read(request)).items();
  }

  /** One confirmation, whatever became of it. */
  public Confirmation confirmation(String workspace, String id) {
    return connection.as(Confirmation.class, connection.read(in(workspace, CONFIRMATIONS, id)));
  }

  /** Allows exactly what was shown. */
  public void confirm(String workspace, String id, String contentHash, String key) {
    connection.write(
        in(workspace, CONFIRMATIONS, id, "confirm"),
        POST,
        key,
        new ConfirmationDecision(contentHash));
  }

  /** Refuses what was shown. */
  public void decline(String workspace, String id, String contentHash, String key) {
    connection.write(
        in(workspace, CONFIRMATIONS, id, "decline"),
        POST,
        key,
        new ConfirmationDecision(contentHash));
  }

  /**
   * Calls of actions, the latest first.
   *
   * @param cursor where to go on, or null
   */
  public Page<Activity> activity(String workspace, String cursor) {
    ApiRequest request = in(workspace, "activity").with("cursor", cursor).with("limit", MOST);
    return connection.page("activities", Activity.class, connection.read(request));
  }

  /** Takes back what an action did. */
  public void undo(String workspace, String undoId, String key) {
    connection.write(in(workspace, "undo", undoId), POST, key, null);
  }

  /** The policy that holds. */
  public Policy policy(String workspace) {
    return connection.as(Policy.class, connection.read(in(workspace, POLICY)));
  }

  /** The policies that the workspace has had, the last set first. */
  public List<Policy> policyVersions(String workspace) {
    return connection
        .page("versions", Policy.class, connection.read(in(workspace, POLICY, "versions")))
        .items();
  }

  /** Replaces the policy as a whole. */
  public void setPolicy(String workspace, NewPolicy policy, String key) {
    connection.write(in(workspace, POLICY), PUT, key, policy);
  }

  /** Whether posts go out. */
  public Publishing publishing(String workspace) {
    return connection.as(Publishing.class, connection.read(in(workspace, PUBLISHING)));
  }

  /** Lets nothing more out. */
  public void stopPublishing(String workspace, String reason, String key) {
    connection.write(in(workspace, PUBLISHING, "stop"), POST, key, new Reason(reason));
  }

  /** Lets posts out again. */
  public void resumePublishing(String workspace, String key) {
    connection.write(in(workspace, PUBLISHING, "resume"), POST, key, null);
  }

  private Review decide(
      String workspace, String reviewId, String decision, Decision body, String key) {
    return connection.as(
        Review.class,
        connection.write(in(workspace, REVIEWS, reviewId, decision), POST, key, body));
  }

  private static ApiRequest in(String workspace, String... segments) {
    String[] path = new String[segments.length + 2];
    path[0] = WORKSPACES;
    path[1] = workspace;
    System.arraycopy(segments, 0, path, 2, segments.length);
    return ApiRequest.to(path);
  }
}
