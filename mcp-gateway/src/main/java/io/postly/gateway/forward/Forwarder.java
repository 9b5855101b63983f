package io.postly.gateway.forward;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.postly.action.metric.Metric;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import io.postly.action.trace.Traces;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.config.GatewayConfig;
import io.postly.gateway.config.ServicesConfig;
import io.postly.gateway.exchange.TokenExchange;
import io.postly.gateway.problem.GatewayErrorCode;
import io.postly.gateway.trace.CallTraces;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends calls to the services, whatever way they came by, as JSON that is not mapped to Java types,
 * or as a file.
 */
@Singleton
public class Forwarder {

  private static final int CONNECTIONS_PER_SERVICE = 64;
  private static final String CONSOLE = "console";

  private final ServicesConfig services;
  private final TokenExchange tokens;
  private final CallTraces traces;
  private final MeterRegistry meters;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final HttpClient client;
  private final Duration timeout;
  private final long maximumBytes;
  private final Optional<String> consoleClient;

  Forwarder(
      ServicesConfig services,
      GatewayConfig config,
      TokenExchange tokens,
      CallTraces traces,
      MeterRegistry meters,
      Vertx vertx) {
    this.services = services;
    this.tokens = tokens;
    this.traces = traces;
    this.meters = meters;
    this.timeout = config.timeout();
    this.maximumBytes = config.maxResponseSize().asLongValue();
    this.consoleClient = config.consoleClient();
    this.client =
        vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS_PER_SERVICE));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * Sends the request on the caller's behalf. Fails with a {@link ProblemException} if the token
   * cannot be exchanged, or if the service does not answer with a JSON object, in time and within
   * the bound.
   */
  public Uni<ServiceReply> forward(ServiceRequest request, Caller caller) {
    return tokens.exchange(caller.token()).chain(token -> send(request, caller, token));
  }

  private Uni<ServiceReply> send(ServiceRequest request, Caller caller, String token) {
    Timer.Sample sample = Timer.start(meters);
    Span span = traces.forwarding(caller.trace(), request.operation(), request.service());
    return Uni.createFrom()
        .completionStage(() -> answer(request, headers(request, caller, token, span)))
        .onFailure()
        .transform(failure -> problem(request, failure))
        .onTermination()
        .invoke(
            (reply, _, _) -> {
              caller.trace().within(() -> sample.stop(timer(request)));
              trace(caller, span, reply);
            });
  }

  /** What became of a call that no service has answered, whoever answers it says. */
  private static void trace(Caller caller, Span span, ServiceReply reply) {
    if (reply == null) {
      CallTraces.unanswered(span);
      return;
    }
    CallTraces.answered(span, reply.status());
    if (reply.isSuccess()) {
      caller.trace().succeeded();
    } else {
      caller.trace().failed(reply.problemCategory(), reply.problemCode());
    }
  }

  /** In time as a whole: the client itself bounds only how long a service is silent. */
  private CompletionStage<ServiceReply> answer(ServiceRequest request, MultiMap headers) {
    return exchange(request, headers)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .toCompletionStage();
  }

  private Future<ServiceReply> exchange(ServiceRequest request, MultiMap headers) {
    Operation operation = request.operation();
    RequestOptions options =
        new RequestOptions()
            .setMethod(operation.method())
            .setAbsoluteURI(services.services().get(request.service()).url() + request.target())
            .setHeaders(headers)
            .setTimeout(timeout.toMillis());
    return client
        .request(options)
        .compose(sending -> exchange(sending, request.body().orElse(Buffer.buffer())));
  }

  private Future<ServiceReply> exchange(HttpClientRequest sending, Buffer body) {
    return sending
        .send(body)
        .compose(
            response ->
                new BoundedBody(maximumBytes)
                    .read(response)
                    .map(text -> reply(response.statusCode(), response.headers(), text)));
  }

  private MultiMap headers(ServiceRequest request, Caller caller, String token, Span span) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    headers.set(HttpHeaders.ACCEPT, "application/json, " + Problem.MEDIA_TYPE);
    headers.set("Postly-Channel", channel(caller));
    headers.set("Postly-Client", caller.token().client());
    request.body().ifPresent(body -> headers.set(HttpHeaders.CONTENT_TYPE, request.contentType()));
    request.idempotencyKey().ifPresent(key -> headers.set("Idempotency-Key", key));
    request.ifMatch().ifPresent(tag -> headers.set(HttpHeaders.IF_MATCH, tag));
    request.dialogAnswer().ifPresent(answer -> headers.set(answer.header(), answer.confirmation()));
    Traces.header(span)
        .or(caller.trace()::received)
        .ifPresent(trace -> headers.set(Traces.HEADER, trace));
    return headers;
  }

  /** The console is told by its client, whose tokens nobody else is given. */
  private String channel(Caller caller) {
    boolean isConsole =
        caller.channel() == Packaging.REST
            && consoleClient.filter(caller.token().client()::equals).isPresent();
    return isConsole ? CONSOLE : caller.channel().label();
  }

  private static ServiceReply reply(int status, MultiMap headers, String text) {
    try {
      return new ServiceReply(status, headers, text, new JsonObject(text));
    } catch (DecodeException e) {
      throw new IllegalStateException("Not a JSON object, with status " + status, e);
    }
  }

  /** A write without a key may have been done, unless there was not even a connection. */
  private static ProblemException problem(ServiceRequest request, Throwable failure) {
    boolean isSafeToRepeat =
        request.operation().hints().readOnly()
            || request.idempotencyKey().isPresent()
            || failure instanceof ConnectException;
    String detail = "The " + request.service() + " service does not answer.";
    return ProblemException.of(
        isSafeToRepeat ? ActionErrorCode.SERVICE_UNAVAILABLE : GatewayErrorCode.ANSWER_LOST,
        detail,
        failure);
  }

  private Timer timer(ServiceRequest request) {
    return timers.computeIfAbsent(
        request.operation().name() + " " + request.service(), name -> register(request));
  }

  private Timer register(ServiceRequest request) {
    return Metric.GATEWAY_FORWARD.timer(meters, request.operation().name(), request.service());
  }
}
