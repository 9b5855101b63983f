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
 * <p>Each request has a connection of its own and goes in two steps that make the outcome's
 * certainty evident. The first ends before a byte of the request is written: whatever fails there
 * was certainly not sent. In the second, only an answer tells what became of the request, even of
 * one that was not written whole: a receiver may act on what it has. Nothing is repeated.
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
   * @param answer from then on, beside the time that the request's body takes
   * @param bytesPerSecond how fast a body is written at least
   */
  public record Timeouts(Duration connect, Duration answer, int bytesPerSecond) {

    private static final int USUAL_SPEED = 250_000;

    /** With the usual speed, of 250 kB in a second. */
    public Timeouts(Duration connect, Duration answer) {
      this(connect, answer, USUAL_SPEED);
    }

    /**
     * The longest that a request takes once it can be written. As one time, since nobody here sees
     * when the other side has it all: what is written may be on its way for long.
     *
     * @param bytes of its body
     */
    public Duration exchange(long bytes) {
      return answer.plus(Duration.ofMillis(1_000 * bytes / bytesPerSecond));
    }

    /**
     * The longest that a request takes, the look-up of its host's name aside.
     *
     * @param bytes of its body
     */
    public Duration longest(long bytes) {
      return connect.multipliedBy(MOST_ADDRESSES).plus(exchange(bytes));
    }
  }

  /**
   * What is wrong with an address, for the person who gave it; empty if nothing is. Names are
   * looked up, and their addresses checked, each time that something is sent.
   */
  public Optional<String> objection(String url) {
    try {
      return objection(HttpAddress.parse(url));
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Like {@link #objection(String)}, of an address that has been read. */
  public Optional<String> objection(HttpAddress address) {
    return guard.isClearlyClosed(address)
        ? Optional.of("must be a public address")
        : Optional.empty();
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
    String reason = HttpAnswer.CONNECTION_FAILED;
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
      return new NotConnected(HttpAnswer.CONNECT_TIMEOUT);
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
      case ConnectTimeoutException slow -> HttpAnswer.CONNECT_TIMEOUT;
      case ConnectException refused -> HttpAnswer.CONNECTION_REFUSED;
      default -> HttpAnswer.CONNECTION_FAILED;
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
    try {
      return hasHeaders(request, wanted)
          ? answer(request, wanted)
          : new HttpAnswer.NotSent(HttpAnswer.HEADER_INVALID);
    } finally {
      request.connection().close();
    }
  }

  /** Some of what is sent has come from strangers, and may be no header. */
  private static boolean hasHeaders(HttpClientRequest request, OutgoingRequest wanted) {
    try {
      request.putHeader("host", wanted.address().uri().getRawAuthority());
      wanted.headers().forEach(request::putHeader);
      return true;
    } catch (IllegalArgumentException e) {
      // The exception has the header's value, which no log may show.
      LOG.warnf("A request to %s has a header that cannot be sent", wanted.address().origin());
      return false;
    }
  }

  private HttpAnswer answer(HttpClientRequest request, OutgoingRequest wanted) {
    Duration limit = timeouts.exchange(wanted.body().map(Buffer::length).orElse(0));
    long end = System.nanoTime() + limit.toNanos();
    AnswerBody body = new AnswerBody(wanted.maxAnswerBytes());
    if (wanted.maxAnswerBytes() > 0) {
      // Before anything is sent: what arrives while nobody reads is lost.
      request.response().onSuccess(body::read);
    }
    Future<HttpClientResponse> answering =
        wanted.body().map(request::send).orElseGet(request::send);
    try {
      HttpClientResponse response = await(answering, limit);
      return answered(response, wanted.maxAnswerBytes() > 0 ? body.await(end) : Optional.empty());
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "No answer from %s", wanted.address().origin());
      return new HttpAnswer.NoAnswer(HttpAnswer.CONNECTION_LOST);
    } catch (TimeoutException e) {
      return new HttpAnswer.NoAnswer(HttpAnswer.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpAnswer.NoAnswer("interrupted");
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
