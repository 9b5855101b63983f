package io.postly.drafts.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A WebP file (RFC 9649), from chunk to chunk. What is kept: the picture, its transparency, and the
 * orientation. Exif, XMP, colour profiles, unknown chunks and what stands after the end are left
 * out. Animations are refused.
 */
final class WebpFile {

  static final Signature START = new Signature("52494646........57454250");

  private static final String EXTENDED = "VP8X";
  private static final String LOSSY = "VP8 ";
  private static final String LOSSLESS = "VP8L";
  private static final String TRANSPARENCY = "ALPH";
  private static final String ANIMATION = "ANIM";
  private static final String EXIF = "EXIF";
  private static final int EXTENDED_LENGTH = 10;
  private static final int HAS_TRANSPARENCY = 0x10;
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_ANIMATION = 0x02;
  private static final int LOSSLESS_MARK = 0x2F;
  private static final int SIDE_BITS = 0x3FFF;
  private static final int SIDE_LENGTH = 14;

  private final Bytes file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Exif exif = new Exif();
  private byte[] extended = {};
  private int width;
  private int height;

  private WebpFile(Bytes file) {
    this.file = file;
  }

  static Picture clean(Bytes file) throws PictureRefusedException {
    return new WebpFile(file).clean();
  }

  private Picture clean() throws PictureRefusedException {
    file.skip(4);
    Bytes chunks = new Bytes(file.next(file.nextIntReversed()));
    chunks.skip(4);
    while (!chunks.isAtEnd()) {
      read(chunks);
    }
    if (width == 0 || !isCanvasFilled()) {
      throw PictureRefusedException.damaged();
    }
    return Picture.of(PictureType.WEBP, whole(), width, height, exif.orientation());
  }

  private void read(Bytes chunks) throws PictureRefusedException {
    String type = new String(chunks.next(4), StandardCharsets.ISO_8859_1);
    long length = chunks.nextIntReversed();
    byte[] data = chunks.next(length);
    if (length % 2 == 1 && !chunks.isAtEnd()) {
      chunks.skip(1);
    }
    switch (type) {
      case EXTENDED -> readExtended(data);
      case LOSSY -> readLossy(data);
      case LOSSLESS -> readLossless(data);
      case TRANSPARENCY -> write(kept, TRANSPARENCY, data);
      case ANIMATION -> throw PictureRefusedException.animated();
      case EXIF -> readExif(data);
      default -> {}
    }
  }

  private void readExtended(byte[] data) throws PictureRefusedException {
    if (data.length < EXTENDED_LENGTH || extended.length > 0) {
      throw PictureRefusedException.damaged();
    }
    if ((data[0] & HAS_ANIMATION) != 0) {
      throw PictureRefusedException.animated();
    }
    extended = Arrays.copyOf(data, EXTENDED_LENGTH);
  }

  /** Which counts in the extended form only. */
  private void readExif(byte[] data) {
    if (extended.length > 0) {
      exif.read(data);
    }
  }

  private void readLossy(byte[] data) throws PictureRefusedException {
    Bytes frame = new Bytes(data);
    boolean isKeyFrame = (frame.next() & 1) == 0;
    frame.skip(2);
    boolean isMarked = frame.next() == 0x9D && frame.next() == 0x01 && frame.next() == 0x2A;
    if (!isKeyFrame || !isMarked) {
      throw PictureRefusedException.damaged();
    }
    int declaredWidth = Short.toUnsignedInt(Short.reverseBytes((short) frame.nextShort()));
    int declaredHeight = Short.toUnsignedInt(Short.reverseBytes((short) frame.nextShort()));
    readPicture(LOSSY, data, declaredWidth & SIDE_BITS, declaredHeight & SIDE_BITS);
  }

  private void readLossless(byte[] data) throws PictureRefusedException {
    Bytes frame = new Bytes(data);
    if (frame.next() != LOSSLESS_MARK) {
      throw PictureRefusedException.damaged();
    }
    long sides = frame.nextIntReversed();
    readPicture(
        LOSSLESS,
        data,
        (int) (sides & SIDE_BITS) + 1,
        (int) (sides >> SIDE_LENGTH & SIDE_BITS) + 1);
  }

  private void readPicture(String type, byte[] data, int declaredWidth, int declaredHeight)
      throws PictureRefusedException {
    if (width != 0 || declaredWidth == 0) {
      throw PictureRefusedException.damaged();
    }
    width = declaredWidth;
    height = declaredHeight;
    write(kept, type, data);
  }

  /** The extended form declares its size once more, where some readers take it from. */
  private boolean isCanvasFilled() throws PictureRefusedException {
    if (extended.length == 0) {
      return true;
    }
    Bytes declared = new Bytes(extended);
    declared.skip(4);
    return side(declared) == width && side(declared) == height;
  }

  private static int side(Bytes canvas) throws PictureRefusedException {
    return (canvas.next() | canvas.next() << 8 | canvas.next() << 16) + 1;
  }

  private byte[] whole() {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream(kept.size() + 128);
    chunks.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
    boolean isTurnedOrMirrored = !exif.orientation().isUpright();
    if (extended.length > 0) {
      extended[0] &= HAS_TRANSPARENCY;
      if (isTurnedOrMirrored) {
        extended[0] |= HAS_EXIF;
      }
      write(chunks, EXTENDED, extended);
    }
    chunks.writeBytes(kept.toByteArray());
    if (extended.length > 0 && isTurnedOrMirrored) {
      write(chunks, EXIF, exif.orientation().tiff());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(chunks.size() + 8);
    write(whole, "RIFF", chunks.toByteArray());
    return whole.toByteArray();
  }

  private static void write(ByteArrayOutputStream target, String type, byte[] data) {
    target.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
    target.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length).array());
    target.writeBytes(data);
    if (data.length % 2 == 1) {
      target.write(0);
    }
  }
}
