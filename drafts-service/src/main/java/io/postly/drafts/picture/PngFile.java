package io.postly.drafts.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG file (W3C PNG, third edition), from chunk to chunk. What is kept: the picture, its palette,
 * what says how its numbers become colours, and the orientation. Texts, times, Exif, XMP, colour
 * profiles and what stands after the end are left out. Animations are refused.
 */
final class PngFile {

  static final Signature START = new Signature("89504e470d0a1a0a");

  private static final int START_LENGTH = 8;
  private static final int HEADER_LENGTH = 13;
  private static final String HEADER = "IHDR";
  private static final String DATA = "IDAT";
  private static final String END = "IEND";
  private static final String EXIF = "eXIf";
  private static final String ANIMATION = "acTL";
  private static final Set<String> KEPT =
      Set.of("PLTE", DATA, "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "sBIT", "bKGD", "pHYs");

  private final Bytes file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Exif exif = new Exif();
  private boolean hasData;

  private PngFile(Bytes file) {
    this.file = file;
  }

  static Picture clean(Bytes file) throws PictureRefusedException {
    return new PngFile(file).clean();
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares chunks.
  private record Chunk(String type, byte[] data) {}

  private Picture clean() throws PictureRefusedException {
    file.skip(START_LENGTH);
    Chunk header = next();
    if (!header.type().equals(HEADER) || header.data().length != HEADER_LENGTH) {
      throw PictureRefusedException.damaged();
    }
    for (Chunk chunk = next(); !chunk.type().equals(END); chunk = next()) {
      read(chunk);
    }
    if (!hasData) {
      throw PictureRefusedException.damaged();
    }
    Bytes declared = new Bytes(header.data());
    long width = declared.nextInt();
    return Picture.of(
        PictureType.PNG, whole(header), width, declared.nextInt(), exif.orientation());
  }

  private Chunk next() throws PictureRefusedException {
    long length = file.nextInt();
    int start = file.position();
    String type = new String(file.next(4), StandardCharsets.ISO_8859_1);
    byte[] data = file.next(length);
    if (checksum(file.since(start)) != file.nextInt()) {
      throw PictureRefusedException.damaged();
    }
    return new Chunk(type, data);
  }

  private void read(Chunk chunk) throws PictureRefusedException {
    if (chunk.type().equals(HEADER)) {
      throw PictureRefusedException.damaged();
    }
    if (chunk.type().equals(ANIMATION)) {
      throw PictureRefusedException.animated();
    }
    if (KEPT.contains(chunk.type())) {
      write(kept, chunk);
      hasData |= chunk.type().equals(DATA);
    } else if (chunk.type().equals(EXIF)) {
      exif.read(chunk.data());
    }
  }

  private byte[] whole(Chunk header) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(kept.size() + 128);
    whole.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    write(whole, header);
    if (!exif.orientation().isUpright()) {
      write(whole, new Chunk(EXIF, exif.orientation().tiff()));
    }
    whole.writeBytes(kept.toByteArray());
    write(whole, new Chunk(END, new byte[0]));
    return whole.toByteArray();
  }

  private static void write(ByteArrayOutputStream target, Chunk chunk) {
    byte[] body =
        ByteBuffer.allocate(4 + chunk.data().length)
            .put(chunk.type().getBytes(StandardCharsets.ISO_8859_1))
            .put(chunk.data())
            .array();
    target.writeBytes(number(chunk.data().length));
    target.writeBytes(body);
    target.writeBytes(number((int) checksum(body)));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static long checksum(byte[] body) {
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return checksum.getValue();
  }
}
