package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.bluesky.PostVerdict.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a post into its account's repository. All that fails before the record is sent is certain:
 * nothing stands.
 */
@ApplicationScoped
class Posting {

  private final AccountCalls calls;
  private final Mentions mentions;
  private final Uploads uploads;
  private final Replies replies;
  private final PostVerdict verdicts;
  private final PostsOfAccount posts;
  private final ObjectMapper mapper;
  private final Clock clock;

  Posting(
      AccountCalls calls,
      Mentions mentions,
      Uploads uploads,
      Replies replies,
      PostVerdict verdicts,
      PostsOfAccount posts,
      ObjectMapper mapper,
      Clock clock) {
    this.calls = calls;
    this.mentions = mentions;
    this.uploads = uploads;
    this.replies = replies;
    this.verdicts = verdicts;
    this.posts = posts;
    this.mapper = mapper;
    this.clock = clock;
  }

  Delivery post(Post post, BlueskyCredentials account, Instant sendBefore) {
    Optional<NotDelivered> obstacle = calls.obstacle(account, sendBefore);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    List<JsonNode> blobs;
    Optional<JsonNode> reply;
    try {
      blobs = uploads.upload(account, post.pictures(), sendBefore);
      reply = reply(post, account, sendBefore);
    } catch (NotUploadedException e) {
      return e.outcome();
    }
    JsonNode record = record(post, blobs, account, sendBefore).inReplyTo(reply).json();
    RecordKey key = RecordKey.of(post);
    return switch (calls.call(account, creation(account, key, record), sendBefore)) {
      case CallOutcome.Called called ->
          judge(verdicts.of(called.answer()), account, key, sendBefore);
      case CallOutcome.NotCalled notCalled -> notCalled.cause();
    };
  }

  private Optional<JsonNode> reply(Post post, BlueskyCredentials account, Instant sendBefore)
      throws NotUploadedException {
    return post.follows().isEmpty()
        ? Optional.empty()
        : Optional.of(replies.to(account, post.follows().get(), sendBefore));
  }

  /** Looking up who is mentioned leaves at least half of the time for the post itself. */
  private PostRecord record(
      Post post, List<JsonNode> blobs, BlueskyCredentials account, Instant sendBefore) {
    List<Passage> passages = Passages.of(post.text());
    Instant now = clock.instant();
    Instant half = now.plus(Duration.between(now, sendBefore).dividedBy(2));
    Map<String, String> dids =
        calls
            .server(account)
            .map(server -> mentions.find(passages, server, half))
            .orElseGet(Map::of);
    return PostRecord.of(post.text(), clock.instant(), mapper)
        .withFacets(passages, dids)
        .withPictures(post.pictures(), blobs);
  }

  private XrpcRequest creation(BlueskyCredentials account, RecordKey key, JsonNode record) {
    ObjectNode input =
        mapper
            .createObjectNode()
            .put("repo", account.did())
            .put("collection", PostReference.COLLECTION)
            .put("rkey", key.value());
    input.set("record", record);
    return XrpcRequest.procedure("com.atproto.repo.createRecord", input);
  }

  private Delivery judge(
      Verdict verdict, BlueskyCredentials account, RecordKey key, Instant sendBefore) {
    return switch (verdict) {
      case Verdict.Accepted _ -> delivered(new PostReference(account.did(), key.value()));
      case Verdict.NotAccepted notAccepted -> notAccepted.outcome();
      case Verdict.Silent silent -> new Delivery.Unknown(silent.reason());
      case Verdict.Unclear unclear -> look(unclear, account, key, sendBefore);
    };
  }

  /** Bluesky's own server answers 500 for a key that is taken: the post stands already. */
  private Delivery look(
      Verdict.Unclear unclear, BlueskyCredentials account, RecordKey key, Instant sendBefore) {
    return switch (posts.find(account, key, sendBefore)) {
      case Reading.Found found ->
          new Delivery.Delivered(found.at(), found.url(), found.reference());
      case Reading.Absent _, Reading.Unreadable _, Reading.Lookalikes _ ->
          new Delivery.Unknown(unclear.reason());
    };
  }

  private Delivery delivered(PostReference post) {
    return new Delivery.Delivered(
        clock.instant(), Optional.of(post.url()), Optional.of(post.uri()));
  }
}
