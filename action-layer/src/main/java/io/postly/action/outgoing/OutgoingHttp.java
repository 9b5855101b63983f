package io.postly.action.outgoing;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * Everything that goes out to strangers' servers goes through here, to addresses that are guarded:
 * no private one, no redirect followed, the checked address is the one connected to.
 *
 * <p>Each request has a connection of its own and goes in three steps that make the outcome's
 * certainty evident. The first ends before a byte of the request is written: whatever fails there
 * was certainly not sent. The second writes the request: what was not written whole was not sent
 * either. In the third, only an answer tells what became of the request. Nothing is repeated.
 *
 * <p>A service that reaches out makes one from its own settings, and shares it.
 */
public final class OutgoingHttp {

  private static final Logger LOG = Logger.getLogger(OutgoingHttp.class);

  /** Enough for one address of each family and a spare one, each within the connect timeout. */
  private static final int MOST_ADDRESSES = 3;

  /**
   * More than may be dispatched at the same time: nothing ever waits for another receiver's
   * connection.
   */
  private static final int MOST_CONNECTIONS = 2000;

  /**
   * How long to wait until a connection that is closed says what became of what was written: more
   * than the three seconds that TLS takes for its farewell.
   */
  private static final Duration CLOSING = Duration.ofSeconds(4);

  private final AddressGuard guard;
  private final HttpClient client;
  private final Timeouts timeouts;
  private final Clock clock;

  /**
   * With the names and certificates of the machine.
   *
   * @param allowPrivate whether addresses may be reached that are not public; for local use alone
   */
  public OutgoingHttp(Vertx vertx, Timeouts timeouts, boolean allowPrivate, Clock clock) {
    this(
        vertx,
        new HttpClientOptions(),
        new AddressGuard(InetAddress::getAllByName, allowPrivate),
        timeouts,
        clock);
  }

  OutgoingHttp(
      Vertx vertx, HttpClientOptions base, AddressGuard guard, Timeouts timeouts, Clock clock) {
    this.guard = guard;
    this.timeouts = timeouts;
    this.clock = clock;
    Duration connectTimeout = timeouts.connect();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(base)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setSslHandshakeTimeout(connectTimeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
  }

  /**
   * How long a request may take.
   *
   * @param connect until it can be written, for each address that is tried
   * @param answer until it is written, at least, and once more from then on
   * @param bytesPerSecond how fast a long body is written at least
   */
  public record Timeouts(Duration connect, Duration answer, int bytesPerSecond) {

    private static final int USUAL_SPEED = 250_000;

    /** With the usual speed, of 250 kB in a second. */
    public Timeouts(Duration connect, Duration answer) {
      this(connect, answer, USUAL_SPEED);
    }

    /** How long writing a body of that many bytes may take. */
    public Duration writing(int bytes) {
      Duration bySize = Duration.ofMillis(1_000L * bytes / bytesPerSecond);
      return bySize.compareTo(answer) > 0 ? bySize : answer;
    }

    /**
     * The longest that a request takes, the look-up of its host's name aside.
     *
     * @param bytes of its body
     */
    public Duration longest(int bytes) {
      return connect.multipliedBy(MOST_ADDRESSES).plus(writing(bytes)).plus(answer);
    }
  }

  /**
   * What is wrong with an address, for the person who gave it; empty if nothing is. Names are
   * looked up, and their addresses checked, each time that something is sent.
   */
  public Optional<String> objection(String url) {
    try {
      HttpAddress address = HttpAddress.parse(url);
      return guard.isClearlyClosed(address)
          ? Optional.of("must be a public address")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether private addresses are allowed, where nobody has a certificate. */
  public boolean allowsPrivateAddresses() {
    return guard.allowsPrivate();
  }

  /** Sends a request, and says what came of it. Never throws. */
  public HttpAnswer exchange(OutgoingRequest wanted) {
    List<InetAddress> addresses;
    try {
      addresses = guard.addresses(wanted.address().host());
    } catch (UnknownHostException e) {
      return new HttpAnswer.NotSent(HttpAnswer.UNKNOWN_HOST);
    } catch (AddressGuard.ClosedAddressException e) {
      return new HttpAnswer.NotSent(HttpAnswer.NOT_ALLOWED);
    }
    String reason = "connection_failed";
    for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES))) {
      switch (connect(wanted, address)) {
        case Connected connected -> {
          return sendInTime(connected.request(), wanted);
        }
        case NotConnected failure -> reason = failure.reason();
      }
    }
    return new HttpAnswer.NotSent(reason);
  }

  private sealed interface Attempt {}

  private record Connected(HttpClientRequest request) implements Attempt {}

  private record NotConnected(String reason) implements Attempt {}

  private Attempt connect(OutgoingRequest wanted, InetAddress checked) {
    Future<HttpClientRequest> opening = client.request(options(wanted, checked));
    try {
      return new Connected(await(opening, timeouts.connect()));
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "No connection to %s", wanted.address().origin());
      return new NotConnected(connectFailure(e.getCause()));
    } catch (TimeoutException e) {
      opening.onSuccess(late -> late.connection().close());
      return new NotConnected("connect_timeout");
    } catch (InterruptedException e) {
      opening.onSuccess(late -> late.connection().close());
      Thread.currentThread().interrupt();
      return new NotConnected("interrupted");
    }
  }

  private static RequestOptions options(OutgoingRequest wanted, InetAddress checked) {
    HttpAddress address = wanted.address();
    return new RequestOptions()
        .setMethod(wanted.method())
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(checked, address.port())))
        .setHost(address.host())
        .setPort(address.port())
        .setSsl(address.isEncrypted())
        .setURI(address.target())
        .setFollowRedirects(false);
  }

  private static String connectFailure(Throwable cause) {
    return switch (cause) {
      case SSLException tls -> HttpAnswer.TLS_FAILED;
      case ConnectTimeoutException slow -> "connect_timeout";
      case ConnectException refused -> "connection_refused";
      default -> "connection_failed";
    };
  }

  /** Looking up and connecting may have taken long: whoever is late must not write a byte. */
  private HttpAnswer sendInTime(HttpClientRequest request, OutgoingRequest wanted) {
    if (clock.instant().isBefore(wanted.sendBefore())) {
      return send(request, wanted);
    }
    request.connection().close();
    return new HttpAnswer.NotSent(HttpAnswer.TOO_LATE);
  }

  private HttpAnswer send(HttpClientRequest request, OutgoingRequest wanted) {
    request.putHeader("host", wanted.address().uri().getRawAuthority());
    wanted.headers().forEach(request::putHeader);
    AnswerBody body = new AnswerBody(wanted.maxAnswerBytes());
    Future<HttpClientResponse> answering = request.response();
    if (wanted.maxAnswerBytes() > 0) {
      // Before anything is sent: what arrives while nobody reads is lost.
      answering.onSuccess(body::read);
    }
    Future<Void> writing = wanted.body().map(request::end).orElseGet(request::end);
    try {
      // An answer may come before the end of the request, too.
      await(
          Future.any(writing, answering),
          timeouts.writing(wanted.body().map(Buffer::length).orElse(0)));
      long end = System.nanoTime() + timeouts.answer().toNanos();
      HttpClientResponse response = await(answering, timeouts.answer());
      return answered(response, wanted.maxAnswerBytes() > 0 ? body.await(end) : Optional.empty());
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "No answer from %s", wanted.address().origin());
      return unanswered(request, writing, "connection_lost");
    } catch (TimeoutException e) {
      return unanswered(request, writing, "timeout");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpAnswer.NoAnswer("interrupted");
    } finally {
      request.connection().close();
    }
  }

  /** Only what is known once nothing is written any more is certain. */
  private static HttpAnswer unanswered(
      HttpClientRequest request, Future<Void> writing, String reason) {
    abort(request);
    try {
      await(writing, CLOSING);
      return new HttpAnswer.NoAnswer(reason);
    } catch (ExecutionException e) {
      return new HttpAnswer.NotSent(reason);
    } catch (TimeoutException e) {
      return new HttpAnswer.NoAnswer(reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpAnswer.NoAnswer(reason);
    }
  }

  /** The client's own way to close waits for what is still to be written, perhaps for ever. */
  private static void abort(HttpClientRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      var _ = connection.channel().close();
    }
  }

  private HttpAnswer.Answered answered(HttpClientResponse response, Optional<Buffer> body) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new HttpAnswer.Answered(
        response.statusCode(),
        headers,
        body,
        RetryAfter.parse(headers.get("retry-after"), clock.instant()));
  }

  private static <T> T await(Future<T> future, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<T> completion = future.toCompletionStage().toCompletableFuture();
    return completion.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
