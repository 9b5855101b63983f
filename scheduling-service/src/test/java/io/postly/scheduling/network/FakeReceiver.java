package io.postly.scheduling.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A receiver of webhooks that stands on a bare socket, misbehaves as told, and records what it was
 * sent.
 */
public final class FakeReceiver implements AutoCloseable {

  /** What the receiver does with a connection once it has read the request. */
  public interface Behaviour {
    void answer(Socket connection) throws IOException;
  }

  /** A request as it came. */
  public record Received(String requestLine, Map<String, String> headers, String body) {}

  private final ServerSocket listener;
  private final Function<Received, Behaviour> behaviour;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** A receiver on a plain socket of the loopback address. */
  public static FakeReceiver plain(Behaviour behaviour) {
    return answering(_ -> behaviour);
  }

  /** A receiver on a plain socket of the loopback address that looks at what it is asked. */
  public static FakeReceiver answering(Function<Received, Behaviour> behaviour) {
    try {
      return new FakeReceiver(
          new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A receiver on any server socket. */
  public static FakeReceiver on(ServerSocket listener, Behaviour behaviour) {
    return new FakeReceiver(listener, _ -> behaviour);
  }

  private FakeReceiver(ServerSocket listener, Function<Received, Behaviour> behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers with that status. */
  public static Behaviour status(int status) {
    return connection ->
        write(connection, "HTTP/1.1 " + status + " Status\r\ncontent-length: 0\r\n\r\n");
  }

  /** Answers with that status and one more header, {@code name: value}. */
  public static Behaviour status(int status, String header) {
    return connection ->
        write(
            connection,
            "HTTP/1.1 " + status + " Status\r\n" + header + "\r\ncontent-length: 0\r\n\r\n");
  }

  /** Answers with that status and body. */
  public static Behaviour body(int status, String body) {
    return connection -> write(connection, headed(status, length(body)) + body);
  }

  /** Answers with that status, one more header, {@code name: value}, and body. */
  public static Behaviour body(int status, String header, String body) {
    return connection ->
        write(
            connection,
            headed(status, length(body)).replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n") + body);
  }

  /** Answers with that status, and breaks off before the end of the body. */
  public static Behaviour brokenBody(int status, String body) {
    return connection -> {
      write(connection, headed(status, length(body) + 1) + body);
      connection.close();
    };
  }

  private static int length(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String headed(int status, int length) {
    return "HTTP/1.1 " + status + " Status\r\ncontent-length: " + length + "\r\n\r\n";
  }

  /** Answers with that status and a redirect. */
  public static Behaviour redirect(int status, String location) {
    return connection ->
        write(
            connection,
            "HTTP/1.1 "
                + status
                + " Moved\r\nlocation: "
                + location
                + "\r\ncontent-length: 0\r\n\r\n");
  }

  /** Ends the connection with a reset. */
  public static Behaviour reset() {
    return connection -> {
      connection.setSoLinger(true, 0);
      connection.close();
    };
  }

  /** Ends the connection without a word. */
  public static Behaviour hangUp() {
    return Socket::close;
  }

  /** Never answers. */
  public static Behaviour silence() {
    return _ -> {};
  }

  /** Answers something that is not HTTP. */
  public static Behaviour gibberish() {
    return connection -> {
      write(connection, "this is not HTTP at all\r\n\r\n");
      connection.close();
    };
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public List<Received> received() {
    return received;
  }

  /** How many connections have been made. */
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket connection) {
    try {
      Received request = read(connection.getInputStream());
      if (request != null) {
        received.add(request);
        behaviour.apply(request).answer(connection);
      }
    } catch (IOException e) {
      // The sender gave up: what it was told is what the test looks at.
    }
  }

  private static Received read(InputStream in) throws IOException {
    String head = head(in);
    if (head == null) {
      return null;
    }
    List<String> lines = head.lines().toList();
    Map<String, String> headers = new TreeMap<>();
    lines.stream()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              headers.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip());
            });
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Received(
        lines.getFirst(), headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes.write(next);
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    return null;
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    connection.getOutputStream().flush();
  }
}
