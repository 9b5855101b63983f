package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Posts of one series as the audit trail tells of them: where one call changes many, each is named,
 * by as little as tells it from the others.
 */
@RegisterForReflection
record SeriesPosts(UUID seriesId, List<Post> posts) {

  static SeriesPosts of(UUID seriesId, List<Publication> posts) {
    return new SeriesPosts(seriesId, posts.stream().map(Post::of).toList());
  }

  /** One of them. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Post(UUID publicationId, UUID channelId, Instant dueAt, String state, String reason) {

    private static Post of(Publication publication) {
      return new Post(
          publication.id,
          publication.channelId,
          publication.dueAt,
          publication.state.label(),
          publication.reason);
    }
  }
}
