package io.postly.scheduling.network;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
class SandboxPost {

  @Id UUID publicationId;

  UUID channelId;

  String workspace;

  String text;

  Instant postedAt;

  protected SandboxPost() {}

  SandboxPost(Post post, Instant at) {
    this.publicationId = post.publicationId();
    this.channelId = post.channelId();
    this.workspace = post.workspace();
    this.text = post.text();
    this.postedAt = at;
  }

  Instant postedAt() {
    return postedAt;
  }
}
