package io.postly.drafts.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a picture's pixels are to be turned and mirrored, by the numbers of Exif 2.32, tag 0x0112:
 * the one piece of metadata without which a picture is not shown as it was meant.
 *
 * @param value 1 (as they are) to 8
 */
record Orientation(int value) {

  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int HIGHEST = 8;
  private static final int FIRST_TO_SWAP_SIDES = 5;
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final short BIG_ENDIAN_MARK = 0x4D4D;
  private static final short LITTLE_ENDIAN_MARK = 0x4949;
  private static final short TIFF_MARK = 42;

  /** Whether width and height change places. */
  boolean swapsSides() {
    return value >= FIRST_TO_SWAP_SIDES;
  }

  boolean isUpright() {
    return value == UPRIGHT.value;
  }

  /**
   * What Exif data say of it; upright where they do not, or cannot be read: then nobody else reads
   * them either.
   *
   * @param tiff from its byte order mark on
   */
  static Orientation read(byte[] tiff) {
    ByteBuffer data = ByteBuffer.wrap(tiff);
    if (tiff.length < HEADER) {
      return UPRIGHT;
    }
    short mark = data.getShort();
    if (mark == LITTLE_ENDIAN_MARK) {
      data.order(ByteOrder.LITTLE_ENDIAN);
    } else if (mark != BIG_ENDIAN_MARK) {
      return UPRIGHT;
    }
    if (data.getShort() != TIFF_MARK) {
      return UPRIGHT;
    }
    return directory(data, Integer.toUnsignedLong(data.getInt()));
  }

  private static Orientation directory(ByteBuffer data, long start) {
    if (start < HEADER || start > data.capacity() - 2) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(data.getShort((int) start));
    for (int i = 0; i < entries; i++) {
      long entry = start + 2 + (long) i * ENTRY;
      if (entry > data.capacity() - ENTRY) {
        return UPRIGHT;
      }
      if (Short.toUnsignedInt(data.getShort((int) entry)) == TAG) {
        return entry(data, (int) entry);
      }
    }
    return UPRIGHT;
  }

  private static Orientation entry(ByteBuffer data, int entry) {
    int value = Short.toUnsignedInt(data.getShort(entry + 8));
    boolean isReadable =
        data.getShort(entry + 2) == SHORT
            && data.getInt(entry + 4) == 1
            && value >= 1
            && value <= HIGHEST;
    return isReadable ? new Orientation(value) : UPRIGHT;
  }

  /** Exif data that say this and nothing else. */
  byte[] tiff() {
    return ByteBuffer.allocate(HEADER + 2 + ENTRY + 4)
        .putShort(BIG_ENDIAN_MARK)
        .putShort(TIFF_MARK)
        .putInt(HEADER)
        .putShort((short) 1)
        .putShort((short) TAG)
        .putShort((short) SHORT)
        .putInt(1)
        .putShort((short) value)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }
}
