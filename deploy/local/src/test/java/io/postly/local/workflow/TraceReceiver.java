package io.postly.local.workflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands for a collector of traces: takes OTLP over HTTP, and remembers the spans. */
final class TraceReceiver implements AutoCloseable {

  private final HttpServer server;

  /** By their traces: there are as many as calls, and tests ask for one. */
  private final Map<String, List<Span>> traces = new ConcurrentHashMap<>();

  /** A span as far as the tests look at it. */
  record Span(String service, String trace, String id, String parent, String name) {

    boolean is(String ofService, String called) {
      return service.equals(ofService) && name.equals(called);
    }
  }

  private TraceReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static TraceReceiver start() {
    return new TraceReceiver();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The spans of that trace so far. */
  List<Span> spansOf(String trace) {
    return List.copyOf(traces.getOrDefault(trace, List.of()));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      new ProtobufMessage(exchange.getRequestBody().readAllBytes())
          .messages(1)
          .forEach(this::addSpansOfService);
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void addSpansOfService(ProtobufMessage ofService) {
    String service = serviceName(ofService);
    ofService.messages(2).stream()
        .flatMap(ofScope -> ofScope.messages(2).stream())
        .map(span -> span(service, span))
        .forEach(this::add);
  }

  private void add(Span span) {
    traces.computeIfAbsent(span.trace(), first -> new CopyOnWriteArrayList<>()).add(span);
  }

  private static String serviceName(ProtobufMessage ofService) {
    return ofService.messages(1).stream()
        .flatMap(resource -> resource.messages(1).stream())
        .filter(attribute -> attribute.text(1).equals("service.name"))
        .map(attribute -> attribute.messages(2).getFirst().text(1))
        .findFirst()
        .orElse("");
  }

  private static Span span(String service, ProtobufMessage span) {
    return new Span(
        service, span.hexadecimal(1), span.hexadecimal(2), span.hexadecimal(4), span.text(5));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
