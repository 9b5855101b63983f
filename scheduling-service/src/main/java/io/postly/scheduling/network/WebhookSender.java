package io.postly.scheduling.network;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * Sends one HTTP request over one connection of its own, in two steps that make the outcome's
 * certainty evident. {@link #connect} ends before a byte of the request is written: whatever fails
 * there was certainly not delivered. In {@link #send} only an answer that refuses the message is
 * certain; every other failure is unknown. Nothing is repeated and no redirect is followed.
 */
final class WebhookSender {

  private static final Logger LOG = Logger.getLogger(WebhookSender.class);

  /** Enough for one address of each family and a spare one, each within the connect timeout. */
  static final int MOST_ADDRESSES = 3;

  /**
   * More than may be dispatched at the same time: nothing ever waits for another receiver's
   * connection.
   */
  private static final int MOST_CONNECTIONS = 2000;

  private final AddressGuard guard;
  private final HttpClient client;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final Clock clock;

  WebhookSender(
      Vertx vertx, HttpClientOptions base, AddressGuard guard, Timeouts timeouts, Clock clock) {
    this.guard = guard;
    this.connectTimeout = timeouts.connect();
    this.timeout = timeouts.answer();
    this.clock = clock;
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
   * @param connect until it can be written
   * @param answer from then on
   */
  record Timeouts(Duration connect, Duration answer) {}

  /** Sends a post, and says how certain it is what became of it. */
  Delivery deliver(WebhookRequest message) {
    return switch (exchange(message)) {
      case WebhookAnswer.Answered answered -> judge(answered.status());
      case WebhookAnswer.NotSent failure -> new Delivery.NotDelivered(failure.reason());
      case WebhookAnswer.NoAnswer silence -> new Delivery.Unknown(silence.reason());
    };
  }

  /** Sends a message, and says what came of it. Never throws. */
  WebhookAnswer exchange(WebhookRequest message) {
    List<InetAddress> addresses;
    try {
      addresses = guard.addresses(message.address().host());
    } catch (UnknownHostException e) {
      return new WebhookAnswer.NotSent("unknown_host");
    } catch (AddressGuard.ClosedAddressException e) {
      return new WebhookAnswer.NotSent("address_not_allowed");
    }
    String reason = "connection_failed";
    for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES))) {
      switch (connect(message.address(), address)) {
        case Connected connected -> {
          return sendInTime(connected.request(), message);
        }
        case NotConnected failure -> reason = failure.reason();
      }
    }
    return new WebhookAnswer.NotSent(reason);
  }

  private sealed interface Attempt {}

  private record Connected(HttpClientRequest request) implements Attempt {}

  private record NotConnected(String reason) implements Attempt {}

  private Attempt connect(WebhookAddress address, InetAddress checked) {
    Future<HttpClientRequest> opening = client.request(options(address, checked));
    try {
      return new Connected(await(opening, connectTimeout));
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "No connection to %s", address.origin());
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

  private static RequestOptions options(WebhookAddress address, InetAddress checked) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(checked, address.port())))
        .setHost(address.host())
        .setPort(address.port())
        .setSsl(address.isEncrypted())
        .setURI(address.target())
        .setFollowRedirects(false);
  }

  private static String connectFailure(Throwable cause) {
    return switch (cause) {
      case SSLException tls -> "tls_failed";
      case ConnectTimeoutException slow -> "connect_timeout";
      case ConnectException refused -> "connection_refused";
      default -> "connection_failed";
    };
  }

  /** Looking up and connecting may have taken long: whoever is late must not write a byte. */
  private WebhookAnswer sendInTime(HttpClientRequest request, WebhookRequest message) {
    if (clock.instant().isBefore(message.sendBefore())) {
      return send(request, message);
    }
    request.connection().close();
    return new WebhookAnswer.NotSent(Delivery.LEASE_LOST);
  }

  private WebhookAnswer send(HttpClientRequest request, WebhookRequest message) {
    request.putHeader("host", message.address().uri().getRawAuthority());
    message.headers().forEach(request::putHeader);
    Future<HttpClientResponse> answering = request.send(message.body());
    try {
      HttpClientResponse response = await(answering, timeout);
      return new WebhookAnswer.Answered(
          response.statusCode(),
          RetryAfter.parse(response.getHeader("retry-after"), clock.instant()));
    } catch (ExecutionException e) {
      LOG.debugf(e.getCause(), "No answer from %s", message.address().origin());
      return new WebhookAnswer.NoAnswer("connection_lost");
    } catch (TimeoutException e) {
      return new WebhookAnswer.NoAnswer("timeout");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WebhookAnswer.NoAnswer("interrupted");
    } finally {
      request.connection().close();
    }
  }

  /**
   * 307 and 308 say that the message was not taken here; other redirects are what a form answers
   * after taking it.
   */
  private Delivery judge(int status) {
    String reason = "http_" + status;
    return switch (status / 100) {
      case 2 -> new Delivery.Delivered(clock.instant(), Optional.empty());
      case 3 ->
          status == 307 || status == 308
              ? new Delivery.NotDelivered(reason)
              : new Delivery.Unknown(reason);
      case 4 -> new Delivery.NotDelivered(reason);
      default -> new Delivery.Unknown(reason);
    };
  }

  private static <T> T await(Future<T> future, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<T> completion = future.toCompletionStage().toCompletableFuture();
    return completion.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
