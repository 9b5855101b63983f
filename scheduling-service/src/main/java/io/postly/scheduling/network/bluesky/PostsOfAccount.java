package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.EngagementReading.Counted;
import io.postly.scheduling.network.EngagementReading.Gone;
import io.postly.scheduling.network.EngagementReading.Untold;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.Removal.NotNow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The posts that stand in an account's repository. */
@ApplicationScoped
class PostsOfAccount {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

  /** The service that counts for all of Bluesky; an account's server passes the question on. */
  private static final String COUNTING_SERVICE = "did:web:api.bsky.app#bsky_appview";

  private final Xrpc xrpc;
  private final AccountCalls calls;
  private final ObjectMapper mapper;
  private final Clock clock;

  PostsOfAccount(Xrpc xrpc, AccountCalls calls, ObjectMapper mapper, Clock clock) {
    this.xrpc = xrpc;
    this.calls = calls;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** What a reference names, if that belongs to the account. */
  Optional<PostReference> owned(BlueskyCredentials account, String reference) {
    return PostReference.parse(reference).filter(post -> post.did().equals(account.did()));
  }

  /**
   * Looks whether there is a post of that key. Anybody may: no session is needed. A server that has
   * no such record has said something only if it holds the account's repository, for else it asks
   * others.
   */
  Reading find(BlueskyCredentials account, RecordKey key, Instant sendBefore) {
    return calls
        .server(account)
        .map(server -> find(account, server, key, sendBefore))
        .orElseGet(Reading.Unreadable::new);
  }

  private Reading find(
      BlueskyCredentials account, HttpAddress server, RecordKey key, Instant sendBefore) {
    PostReference post = new PostReference(account.did(), key.value());
    XrpcRequest request =
        XrpcRequest.query(
            "com.atproto.repo.getRecord",
            Map.of(
                "repo", post.did(),
                "collection", PostReference.COLLECTION,
                "rkey", post.key()));
    if (!(xrpc.call(server, request, sendBefore) instanceof HttpAnswer.Answered answer)) {
      return new Reading.Unreadable();
    }
    if (answer.isAccepted()) {
      return found(answer, post);
    }
    return xrpc.error(answer).filter(XrpcError::isRecordNotFound).isPresent()
            && isHeld(account, server, sendBefore)
        ? new Reading.Absent()
        : new Reading.Unreadable(xrpc.retryAfter(answer));
  }

  private Reading found(HttpAnswer.Answered answer, PostReference post) {
    return xrpc.object(answer)
        .map(said -> said.path("value"))
        .filter(JsonNode::isObject)
        .<Reading>map(
            record ->
                new Reading.Found(
                    createdAt(record), Optional.of(post.url()), Optional.of(post.uri())))
        .orElseGet(Reading.Unreadable::new);
  }

  private Instant createdAt(JsonNode record) {
    try {
      return OffsetDateTime.parse(record.path("createdAt").asText()).toInstant();
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }

  private boolean isHeld(BlueskyCredentials account, HttpAddress server, Instant sendBefore) {
    XrpcRequest request =
        XrpcRequest.query("com.atproto.sync.getRepoStatus", Map.of("did", account.did()));
    return xrpc.call(server, request, sendBefore) instanceof HttpAnswer.Answered answer
        && answer.isAccepted()
        && xrpc.object(answer).map(said -> said.path("active").asBoolean()).orElse(false);
  }

  EngagementReading engagement(BlueskyCredentials account, PostReference post, Instant sendBefore) {
    XrpcRequest request =
        XrpcRequest.query("app.bsky.feed.getPosts", Map.of("uris", post.uri()))
            .with("atproto-proxy", COUNTING_SERVICE);
    if (!(calls.call(account, request, sendBefore)
        instanceof CallOutcome.Called(HttpAnswer.Answered answer))) {
      return new Untold();
    }
    if (!answer.isAccepted()) {
      return new Untold(xrpc.retryAfter(answer));
    }
    Optional<JsonNode> posts =
        xrpc.object(answer).map(said -> said.path("posts")).filter(JsonNode::isArray);
    if (posts.isEmpty()) {
      return new Untold();
    }
    return posts
        .get()
        .valueStream()
        .filter(one -> one.path("uri").asText().equals(post.uri()))
        .findFirst()
        .<EngagementReading>map(one -> new Counted(counted(one)))
        .orElseGet(() -> goneOrUntold(account, post, sendBefore));
  }

  /** The counting service learns of posts late and may hide some: the repository decides. */
  private EngagementReading goneOrUntold(
      BlueskyCredentials account, PostReference post, Instant sendBefore) {
    return find(account, new RecordKey(post.key()), sendBefore) instanceof Reading.Absent
        ? new Gone()
        : new Untold();
  }

  private static Engagement counted(JsonNode post) {
    return new Engagement(
        number(post, "likeCount"),
        sum(number(post, "repostCount"), number(post, "quoteCount")),
        number(post, "replyCount"),
        OptionalLong.empty());
  }

  private static OptionalLong number(JsonNode post, String name) {
    JsonNode count = post.path(name);
    return count.canConvertToLong() && count.asLong() >= 0
        ? OptionalLong.of(count.asLong())
        : OptionalLong.empty();
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() || other.isPresent()
        ? OptionalLong.of(one.orElse(0) + other.orElse(0))
        : OptionalLong.empty();
  }

  /** Deletes a post; a server says the same of one that is not there. */
  Removal remove(BlueskyCredentials account, PostReference post, Instant sendBefore) {
    JsonNode input =
        mapper
            .createObjectNode()
            .put("repo", post.did())
            .put("collection", PostReference.COLLECTION)
            .put("rkey", post.key());
    XrpcRequest request = XrpcRequest.procedure("com.atproto.repo.deleteRecord", input);
    return switch (calls.call(account, request, sendBefore)) {
      case CallOutcome.Called called -> removal(called.answer());
      case CallOutcome.NotCalled(NotDelivered cause) ->
          cause.isTemporary()
              ? new NotNow(cause.reason(), cause.retryAfter())
              : new Removal.Refused(cause.reason());
    };
  }

  private Removal removal(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.NotSent failure -> new NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new NotNow(silence.reason());
      case HttpAnswer.Answered answered -> removal(answered);
    };
  }

  private Removal removal(HttpAnswer.Answered answer) {
    if (answer.isAccepted()) {
      return new Removal.Removed();
    }
    String reason = "http_" + answer.status();
    Optional<XrpcError> error = xrpc.error(answer).filter(said -> !said.isOfSession());
    boolean isPassing =
        answer.status() / 100 != 4
            || answer.status() == TOO_MANY_REQUESTS
            || answer.status() == REQUEST_TIMEOUT
            || error.isEmpty();
    return isPassing
        ? new NotNow(reason, xrpc.retryAfter(answer))
        : new Removal.Refused(error.flatMap(XrpcError::accountTrouble).orElse(reason));
  }
}
