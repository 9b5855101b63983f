package io.postly.scheduling.network;

import io.postly.scheduling.network.http.JsonHttp;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads what the channels of one network keep of their accounts. */
public final class CredentialReader<C> {

  private static final Logger LOG = Logger.getLogger(CredentialReader.class);

  private final JsonHttp http;
  private final Class<C> type;

  /** Of that type, as {@link JsonHttp#write} has written it. */
  public CredentialReader(JsonHttp http, Class<C> type) {
    this.http = http;
    this.type = type;
  }

  /**
   * A channel's credentials.
   *
   * @param credentials decrypted
   * @throws RuntimeException if there are none, or they cannot be read
   */
  public C read(Optional<String> credentials) {
    return http.read(credentials.orElseThrow(), type);
  }

  /** In the form in which channels keep them. */
  public String write(C credentials) {
    return http.write(credentials);
  }

  /**
   * Sends a post with a channel's credentials. Where they cannot be read, nothing was sent, and the
   * account needs a person.
   */
  public Delivery deliver(Post post, Optional<String> credentials, Sending<C> sending) {
    C account;
    try {
      account = read(credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    try {
      return sending.send(account);
    } catch (NotUploadedException e) {
      return e.outcome();
    }
  }

  /** How a post is sent with credentials that could be read. */
  @FunctionalInterface
  public interface Sending<C> {

    /**
     * Sends it, at most once.
     *
     * @throws NotUploadedException if a picture of it could not be uploaded
     */
    Delivery send(C account) throws NotUploadedException;
  }
}
