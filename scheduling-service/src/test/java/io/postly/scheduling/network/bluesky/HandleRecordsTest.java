package io.postly.scheduling.network.bluesky;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a name server says of a handle, on the wire (RFC 1035). */
class HandleRecordsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String NAME = "_atproto.alice.example.com";

  private static final int HEADER = 12;
  private static final int TYPE_AND_CLASS = 4;
  private static final short ANSWER = (short) 0x8180;
  private static final short NO_SUCH_NAME = (short) 0x8183;
  private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;
  private static final short TXT = 16;
  private static final short INTERNET = 1;

  private final DatagramSocket server;

  HandleRecordsTest() throws SocketException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldReadEveryTextOfAName() {
    answer(ANSWER, "v=spf1 -all", "did=did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    assertEquals(
        Set.of("v=spf1 -all", "did=did:plc:ewvi7nxzyoun6zhxrhs64oiz"), Set.copyOf(texts(5_000)));
  }

  @Test
  void shouldReadNothingWhereThereIsNoSuchName() {
    answer(NO_SUCH_NAME);

    assertEquals(List.of(), texts(5_000));
  }

  @Test
  void shouldReadNothingWhereNobodyAnswers() {
    assertEquals(List.of(), texts(100));
  }

  private List<String> texts(long patienceMillis) {
    return new HandleRecords(
            VERTX,
            new DnsClientOptions()
                .setHost(server.getLocalAddress().getHostAddress())
                .setPort(server.getLocalPort())
                .setQueryTimeout(patienceMillis))
        .texts(NAME);
  }

  /** Answers one question, if it is for that name, with these texts. */
  private void answer(short flags, String... texts) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                server.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(question.getData()), flags, texts);
                server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static byte[] answer(ByteBuffer question, short flags, String... texts) {
    short id = question.getShort();
    question.position(HEADER);
    assertEquals(NAME, name(question));
    int end = question.position() + TYPE_AND_CLASS;
    ByteBuffer answer = ByteBuffer.allocate(512);
    answer.putShort(id).putShort(flags).putShort((short) 1);
    answer.putShort((short) texts.length).putInt(0);
    answer.put(question.slice(HEADER, end - HEADER));
    for (String text : texts) {
      answer.putShort(NAME_OF_THE_QUESTION).putShort(TXT).putShort(INTERNET).putInt(60);
      answer.putShort((short) (text.length() + 1)).put((byte) text.length());
      answer.put(text.getBytes(US_ASCII));
    }
    byte[] written = new byte[answer.position()];
    answer.flip().get(written);
    return written;
  }

  private static String name(ByteBuffer question) {
    List<String> labels = new ArrayList<>();
    for (int length = question.get(); length > 0; length = question.get()) {
      byte[] label = new byte[length];
      question.get(label);
      labels.add(new String(label, US_ASCII));
    }
    return String.join(".", labels);
  }
}
