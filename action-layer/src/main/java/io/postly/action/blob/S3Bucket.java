package io.postly.action.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * One bucket of an object store that speaks <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">S3</a>:
 * the two requests that blobs need. What fails in passing is tried again, within the time that
 * reading or writing may take.
 */
final class S3Bucket {

  private static final Logger LOG = Logger.getLogger(S3Bucket.class);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final byte[] NOTHING = {};
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpClient client;
  private final S3Signature signature;
  private final Clock clock;
  private final URI folder;
  private final Duration timeout;

  private S3Bucket(
      HttpClient client, S3Signature signature, Clock clock, URI folder, Duration timeout) {
    this.client = client;
    this.signature = signature;
    this.clock = clock;
    this.folder = folder;
    this.timeout = timeout;
  }

  /**
   * As the settings say. Nothing is asked of the store yet.
   *
   * @param trusted tells whether a certificate is the store's, where not every Java platform does
   * @param clock the time that requests are signed with
   * @throws IllegalStateException if settings are missing or do not fit together
   */
  static S3Bucket of(BlobConfig.S3 settings, Optional<SSLContext> trusted, Clock clock) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    trusted.ifPresent(client::sslContext);
    return new S3Bucket(
        client.build(),
        new S3Signature(
            required(settings.accessKeyId(), "access-key-id"),
            required(settings.secretAccessKey(), "secret-access-key"),
            settings.region()),
        clock,
        folder(settings),
        settings.timeout());
  }

  private static URI folder(BlobConfig.S3 settings) {
    URI endpoint = endpoint(settings);
    String bucket = required(settings.bucket(), "bucket");
    String host = endpoint.getHost() + port(endpoint);
    return URI.create(
            settings.pathStyle()
                ? "%s://%s/%s/".formatted(endpoint.getScheme(), host, bucket)
                : "%s://%s.%s/".formatted(endpoint.getScheme(), bucket, host))
        .resolve(settings.prefix().orElse(""));
  }

  private static URI endpoint(BlobConfig.S3 settings) {
    URI endpoint = URI.create(required(settings.endpoint(), "endpoint"));
    if (endpoint.getHost() == null) {
      throw new IllegalStateException("postly.blobs.s3.endpoint must have the name of a host");
    }
    if (endpoint.getScheme().equals("http")
        && !settings.allowHttp()
        && !THIS_MACHINE.contains(endpoint.getHost())) {
      throw new IllegalStateException(
          "postly.blobs.s3.endpoint must be https, unless postly.blobs.s3.allow-http says"
              + " otherwise");
    }
    return endpoint;
  }

  /** The one that the scheme has anyway is not sent, and so not signed. */
  private static String port(URI endpoint) {
    int implied = endpoint.getScheme().equals("https") ? HTTPS : HTTP;
    return endpoint.getPort() < 0 || endpoint.getPort() == implied ? "" : ":" + endpoint.getPort();
  }

  private static String required(Optional<String> value, String name) {
    return value.orElseThrow(
        () ->
            new IllegalStateException(
                "postly.blobs.s3.%s is required where postly.blobs.kind is s3".formatted(name)));
  }

  /** When what is asked of the store has to be done, on the clock of {@link System#nanoTime}. */
  record Deadline(long nanos) {

    private long left() {
      return nanos - System.nanoTime();
    }
  }

  /** The end of what begins now, however many requests it takes. */
  Deadline deadline() {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /**
   * What an object holds; empty if there is none of that name.
   *
   * @param name without anything that has to be encoded
   * @param most the bytes that are expected at most; of an object that is larger, some are answered
   * @throws BlobStoreException if the store refuses, cannot be reached or has not answered by then
   */
  Optional<byte[]> read(String name, long most, Deadline deadline) {
    S3Answer answer = ask("GET", name, NOTHING, most, deadline);
    return answer.isMissingObject()
        ? Optional.empty()
        : Optional.of(answer.content("A blob could not be read"));
  }

  /**
   * Makes an object, in place of the one that has that name; durable on return.
   *
   * @param name without anything that has to be encoded
   * @throws BlobStoreException if the store refuses, cannot be reached or has not answered by then
   */
  void write(String name, byte[] content, Deadline deadline) {
    ask("PUT", name, content, 0, deadline).content("A blob could not be written");
  }

  private S3Answer ask(String method, String name, byte[] content, long most, Deadline deadline) {
    FutureTask<S3Answer> asking = new FutureTask<>(() -> insist(method, name, content, most));
    Thread.startVirtualThread(asking);
    try {
      return asking.get(deadline.left(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new BlobStoreException("The object store cannot be reached", e.getCause());
    } catch (TimeoutException e) {
      asking.cancel(true);
      throw new BlobStoreException("The object store takes too long", e);
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      throw new BlobStoreException("Nobody waits for the object store any more", e);
    }
  }

  private S3Answer insist(String method, String name, byte[] content, long most)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        S3Answer answer = send(method, name, content, most);
        if (!answer.isOfThisMoment()) {
          return answer;
        }
      } catch (IOException e) {
        LOG.debug("The object store is asked again", e);
      }
      Thread.sleep(PAUSE.multipliedBy(attempt));
    }
    return send(method, name, content, most);
  }

  private S3Answer send(String method, String name, byte[] content, long most)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request(method, name, content), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return S3Answer.read(response.statusCode(), body, most);
    }
  }

  private HttpRequest request(String method, String name, byte[] content) {
    URI address = folder.resolve(name);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofByteArray(content));
    signature
        .headers(method, address, Map.of(), BlobId.of(content), clock.instant())
        .forEach(request::setHeader);
    if (method.equals("GET")) {
      // A connection that somebody on the way has dropped without a word leaves time for another.
      request.timeout(timeout.dividedBy(ATTEMPTS));
    }
    return request.build();
  }
}
