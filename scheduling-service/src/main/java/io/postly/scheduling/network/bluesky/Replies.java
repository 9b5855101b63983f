package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a post replies to ({@code app.bsky.feed.post#replyRef}): the post before it, and the
 * first of its thread, each by address and content. Nothing is remembered of what was posted: the
 * account's repository says it.
 */
@ApplicationScoped
class Replies {

  private static final String NOT_READ = "previous_part_not_read";
  private static final String ROOT = "root";

  private final Xrpc xrpc;
  private final AccountCalls calls;
  private final PostsOfAccount posts;
  private final ObjectMapper mapper;

  Replies(Xrpc xrpc, AccountCalls calls, PostsOfAccount posts, ObjectMapper mapper) {
    this.xrpc = xrpc;
    this.calls = calls;
    this.posts = posts;
    this.mapper = mapper;
  }

  /**
   * What a reply to that post says of it.
   *
   * @param reference as of {@link Delivery.Delivered}
   * @throws NotUploadedException if the post is gone, or cannot be read at this moment
   */
  JsonNode to(BlueskyCredentials account, String reference, Instant sendBefore)
      throws NotUploadedException {
    PostReference post =
        posts
            .owned(account, reference)
            .orElseThrow(
                () ->
                    new NotUploadedException(
                        Delivery.NotDelivered.ofPost(Delivery.PREVIOUS_PART_GONE)));
    HttpAddress server =
        calls.server(account).orElseThrow(() -> NotUploadedException.forNow(NOT_READ));
    return xrpc.call(server, question(post), sendBefore) instanceof HttpAnswer.Answered answer
            && answer.isAccepted()
        ? reply(answer)
        : refuse(account, post, sendBefore);
  }

  private static XrpcRequest question(PostReference post) {
    return XrpcRequest.query(
        "com.atproto.repo.getRecord",
        Map.of(
            "repo", post.did(),
            "collection", PostReference.COLLECTION,
            "rkey", post.key()));
  }

  private JsonNode reply(HttpAnswer.Answered answer) throws NotUploadedException {
    JsonNode said = xrpc.object(answer).orElseGet(mapper::missingNode);
    ObjectNode parent =
        strongReference(said).orElseThrow(() -> NotUploadedException.forNow(NOT_READ));
    ObjectNode reply = mapper.createObjectNode();
    reply.set(
        ROOT,
        strongReference(said.path("value").path("reply").path(ROOT)).orElseGet(parent::deepCopy));
    reply.set("parent", parent);
    return reply;
  }

  private Optional<ObjectNode> strongReference(JsonNode json) {
    return json.path("uri").isTextual() && json.path("cid").isTextual()
        ? Optional.of(
            mapper
                .createObjectNode()
                .put("uri", json.path("uri").textValue())
                .put("cid", json.path("cid").textValue()))
        : Optional.empty();
  }

  private JsonNode refuse(BlueskyCredentials account, PostReference post, Instant sendBefore)
      throws NotUploadedException {
    boolean isGone =
        posts.find(account, new RecordKey(post.key()), sendBefore) instanceof Reading.Absent;
    throw isGone
        ? new NotUploadedException(Delivery.NotDelivered.ofPost(Delivery.PREVIOUS_PART_GONE))
        : NotUploadedException.forNow(NOT_READ);
  }
}
