package io.postly.scheduling.network;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A network for trying things out: its posts stand in this service's own database, where they can
 * be read back.
 */
@ApplicationScoped
class SandboxNetwork implements Network {

  static final String NAME = "sandbox";
  static final int MAX_CHARACTERS = 500;

  private static final Logger LOG = Logger.getLogger(SandboxNetwork.class);

  /** Whatever Postly keeps of pictures, whose alt texts it bounds. */
  private static final PictureLimits PICTURES = PictureLimits.upTo(8 * 1024 * 1024);

  private final SandboxPosts posts;
  private final Clock clock;

  SandboxNetwork(SandboxPosts posts, Clock clock) {
    this.posts = posts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxCharacters() {
    return MAX_CHARACTERS;
  }

  @Override
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public ThreadLimit thread() {
    return ThreadLimit.REPLIES;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return Connection.withoutCredentials();
  }

  @Override
  public Optional<SignIn> signIn() {
    return Optional.of(new SandboxSignIn());
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    if (post.text().codePointCount(0, post.text().length()) > MAX_CHARACTERS) {
      return Delivery.NotDelivered.ofPost("text_too_long");
    }
    Instant now = clock.instant();
    if (!now.isBefore(sendBefore)) {
      return Delivery.NotDelivered.forNow(Delivery.LEASE_LOST);
    }
    try {
      posts.add(post, now);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: the sandbox did not answer", post.publicationId());
      return new Delivery.Unknown("sandbox_unavailable");
    }
    return new Delivery.Delivered(
        now, Optional.of(url(post.publicationId())), Optional.of(post.publicationId().toString()));
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    UUID id = post.publicationId();
    return posts
        .postedAt(id)
        .<Reading>map(at -> new Reading.Found(at, Optional.of(url(id)), Optional.of(id.toString())))
        .orElseGet(Reading.Absent::new);
  }

  @Override
  public UpdateSupport updates() {
    return UpdateSupport.BY_REFERENCE;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    Instant now = clock.instant();
    if (!now.isBefore(sendBefore)) {
      return Delivery.NotDelivered.forNow(Delivery.LEASE_LOST);
    }
    UUID id = UUID.fromString(reference.orElseThrow());
    return posts.change(id, post.text())
        ? new Delivery.Delivered(now, Optional.of(url(id)), reference)
        : Delivery.NotDelivered.ofPost(Delivery.POST_GONE);
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    posts.remove(UUID.fromString(reference));
    return new Removal.Removed();
  }

  private static String url(UUID publicationId) {
    return "sandbox:" + publicationId;
  }
}
