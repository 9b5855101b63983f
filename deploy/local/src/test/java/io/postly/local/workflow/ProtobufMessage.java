package io.postly.local.workflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The length-delimited fields of one message in the wire format of Protocol Buffers, by number. */
final class ProtobufMessage {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final Map<Integer, List<byte[]>> fields = new HashMap<>();

  ProtobufMessage(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      readField(rest);
    }
  }

  /** The messages that a repeated field holds. */
  List<ProtobufMessage> messages(int number) {
    return fields.getOrDefault(number, List.of()).stream().map(ProtobufMessage::new).toList();
  }

  /** A field's text; empty if it is not there. */
  String text(int number) {
    return new String(first(number), StandardCharsets.UTF_8);
  }

  /** A field's bytes in hexadecimal; empty if it is not there. */
  String hexadecimal(int number) {
    return HexFormat.of().formatHex(first(number));
  }

  private byte[] first(int number) {
    List<byte[]> values = fields.getOrDefault(number, List.of());
    return values.isEmpty() ? new byte[0] : values.getFirst();
  }

  private void readField(ByteBuffer rest) {
    int key = (int) varint(rest);
    switch (key & 7) {
      case VARINT -> varint(rest);
      case FIXED_64 -> rest.getLong();
      case FIXED_32 -> rest.getInt();
      case LENGTH_DELIMITED -> {
        byte[] value = new byte[(int) varint(rest)];
        rest.get(value);
        fields.computeIfAbsent(key >>> 3, number -> new ArrayList<>()).add(value);
      }
      default -> throw new IllegalArgumentException("No message: key " + key);
    }
  }

  private static long varint(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = rest.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("No message: a number does not end");
  }
}
