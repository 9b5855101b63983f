package io.postly.scheduling.network;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Entity
class SandboxPost {

  @Id UUID publicationId;

  UUID channelId;

  String workspace;

  String text;

  String pictures;

  UUID follows;

  Instant postedAt;

  protected SandboxPost() {}

  SandboxPost(Post post, Instant at) {
    this.publicationId = post.publicationId();
    this.channelId = post.channelId();
    this.workspace = post.workspace();
    this.text = post.text();
    this.pictures = written(post.pictures());
    this.follows = post.follows().map(UUID::fromString).orElse(null);
    this.postedAt = at;
  }

  private static String written(List<Picture> pictures) {
    ArrayNode seen = new JsonMapper().createArrayNode();
    pictures.forEach(
        picture ->
            seen.addObject()
                .put("sha256", picture.sha256())
                .put("alt_text", picture.altText().orElse(null)));
    return seen.toString();
  }

  Instant postedAt() {
    return postedAt;
  }
}
