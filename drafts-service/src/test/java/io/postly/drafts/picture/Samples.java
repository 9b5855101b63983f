package io.postly.drafts.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as people have them, with what they do not know to be in them. */
public final class Samples {

  /** Stands in everything that must not be found afterwards. */
  static final String SECRET = "52.5163N 13.3777E";

  private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private Samples() {}

  /** A JPEG as a camera writes it. */
  public static byte[] jpeg(int width, int height) {
    byte[] plain = written("jpg", width, height);
    return join(
        Arrays.copyOf(plain, 2),
        segment(0xE1, join(EXIF_NAME, exif(1))),
        segment(0xE1, ("http://ns.adobe.com/xap/1.0/\0" + SECRET).getBytes(StandardCharsets.UTF_8)),
        segment(0xE2, ("ICC_PROFILE\0" + SECRET).getBytes(StandardCharsets.UTF_8)),
        segment(0xED, SECRET.getBytes(StandardCharsets.UTF_8)),
        segment(0xFE, SECRET.getBytes(StandardCharsets.UTF_8)),
        Arrays.copyOfRange(plain, 2, plain.length),
        SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** A JPEG whose pixels are to be turned, as each of its Exif data says anew. */
  public static byte[] jpegTurned(int width, int height, int... orientations) {
    byte[] plain = written("jpg", width, height);
    byte[] start = Arrays.copyOf(plain, 2);
    for (int orientation : orientations) {
      start = join(start, segment(0xE1, join(EXIF_NAME, exif(orientation))));
    }
    return join(start, Arrays.copyOfRange(plain, 2, plain.length));
  }

  /** A JPEG with two restarts in its data, each filled up before. */
  static byte[] jpegFilled() {
    byte[] plain = written("jpg", 9, 7);
    return join(
        Arrays.copyOf(plain, plain.length - 2),
        HexFormat.of().parseHex("ffffd0" + "55" + "ffffffd1" + "aa"),
        Arrays.copyOfRange(plain, plain.length - 2, plain.length));
  }

  /** A JPEG that says its picture that many times. */
  static byte[] jpegOfScans(int scans) {
    byte[] plain = written("jpg", 9, 7);
    int scan = new String(plain, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00DA");
    byte[] file = Arrays.copyOf(plain, scan);
    for (int i = 0; i < scans; i++) {
      file = join(file, Arrays.copyOfRange(plain, scan, plain.length - 2));
    }
    return join(file, Arrays.copyOfRange(plain, plain.length - 2, plain.length));
  }

  /** A JPEG that says that its colours are those of print. */
  static byte[] jpegOfPrint() {
    byte[] plain = written("jpg", 9, 7);
    int frame = new String(plain, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C0");
    plain[frame + 9] = 4;
    return plain;
  }

  /** A PNG as programs write it. */
  public static byte[] png(int width, int height) {
    byte[] plain = written("png", width, height);
    int afterHeader = 8 + 25;
    return join(
        Arrays.copyOf(plain, afterHeader),
        chunk("tEXt", ("Comment\0" + SECRET).getBytes(StandardCharsets.UTF_8)),
        chunk("iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + SECRET).getBytes(StandardCharsets.UTF_8)),
        chunk("eXIf", exif(6)),
        chunk("iCCP", ("profile\0\0" + SECRET).getBytes(StandardCharsets.UTF_8)),
        chunk("tIME", new byte[] {7, (byte) 0xE9, 1, 2, 3, 4, 5}),
        Arrays.copyOfRange(plain, afterHeader, plain.length),
        SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** A PNG that moves in programs that know of animations, and stands still in all others. */
  static byte[] pngMoving() {
    byte[] plain = written("png", 4, 3);
    int afterHeader = 8 + 25;
    return join(
        Arrays.copyOf(plain, afterHeader),
        chunk("acTL", ByteBuffer.allocate(8).putInt(2).putInt(0).array()),
        Arrays.copyOfRange(plain, afterHeader, plain.length));
  }

  /** A WebP that says that it moves. */
  static byte[] webpMoving() {
    byte[] moving = webp();
    int flags = 20;
    moving[flags] |= 0x02;
    return moving;
  }

  /** The smallest lossless WebP, in the extended form with Exif data. */
  static byte[] webp() {
    return webp(exif(8));
  }

  /** The same with the name before its Exif data, as many programs write it. */
  static byte[] webpWithNamedExif() {
    return webp(join(EXIF_NAME, exif(8)));
  }

  private static byte[] webp(byte[] exif) {
    byte[] simple = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    byte[] picture = Arrays.copyOfRange(simple, 12, simple.length);
    byte[] chunks =
        join(
            "WEBP".getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().parseHex("56503858" + "0a000000" + "0c000000" + "000000" + "000000"),
            picture,
            reversed("EXIF", exif),
            reversed("XMP ", SECRET.getBytes(StandardCharsets.UTF_8)));
    return join(reversed("RIFF", chunks), SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** A PNG that says that it is that large, and is not. */
  static byte[] pngDeclaring(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    byte[] plain = written("png", 1, 1);
    return join(
        Arrays.copyOf(plain, 8),
        chunk("IHDR", header),
        Arrays.copyOfRange(plain, 8 + 25, plain.length));
  }

  static BufferedImage read(byte[] picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] written(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, Color.HSBtoRGB((float) x / width, 1, (float) y / height));
      }
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }

  /** Exif data, the lowest byte first, that name a camera before they come to the orientation. */
  private static byte[] exif(int orientation) {
    return join(
        HexFormat.of().parseHex("49492a0008000000" + "0200"),
        HexFormat.of().parseHex("0f010200" + "12000000" + "26000000"),
        HexFormat.of().parseHex("12010300" + "01000000" + "0" + orientation + "000000"),
        HexFormat.of().parseHex("00000000"),
        SECRET.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] segment(int marker, byte[] data) {
    return join(
        ByteBuffer.allocate(4)
            .put((byte) 0xFF)
            .put((byte) marker)
            .putShort((short) (data.length + 2))
            .array(),
        data);
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] body = join(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return join(
        ByteBuffer.allocate(4).putInt(data.length).array(),
        body,
        ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  private static byte[] reversed(String type, byte[] data) {
    return join(
        type.getBytes(StandardCharsets.US_ASCII),
        ByteBuffer.allocate(4).putInt(Integer.reverseBytes(data.length)).array(),
        data,
        new byte[data.length % 2]);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
