package io.postly.drafts.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JPEG file (ITU-T T.81, Annex B), from marker to marker. What is kept: the tables, the frame,
 * the scans, JFIF's and Adobe's few bytes about colours, and the orientation. Everything else, such
 * as Exif, XMP, comments, colour profiles, small copies and what stands after the end, is left out.
 */
final class JpegFile {

  static final Signature START = new Signature("ffd8ff");

  private static final int MARKER = 0xFF;
  private static final int BEGINNING = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_USUAL_FRAME = 0xC2;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int QUANTIZATION_TABLES = 0xDB;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int JFIF = 0xE0;
  private static final int EXIF = 0xE1;
  private static final int ADOBE = 0xEE;
  private static final int FIRST_WITH_LENGTH = 0xC0;
  private static final byte[] JFIF_NAME = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE_NAME = "Adobe".getBytes(StandardCharsets.US_ASCII);
  private static final int JFIF_LENGTH = 14;
  private static final int ADOBE_LENGTH = 12;
  private static final int FRAME_LENGTH = 6;
  private static final int COMPONENTS = 5;
  private static final int MOST_COMPONENTS = 3;

  /** Each makes a reader go over the whole picture once more; usual are ten. */
  private static final int MOST_SCANS = 200;

  private final Bytes file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Exif exif = new Exif();
  private byte[] jfif = {};
  private byte[] frame = {};
  private int scans;

  private JpegFile(Bytes file) {
    this.file = file;
  }

  static Picture clean(Bytes file) throws PictureRefusedException {
    return new JpegFile(file).clean();
  }

  private Picture clean() throws PictureRefusedException {
    file.skip(2);
    for (int marker = marker(); marker != END; marker = marker()) {
      segment(marker);
    }
    if (scans == 0) {
      throw PictureRefusedException.damaged();
    }
    Bytes declared = new Bytes(frame);
    declared.skip(1);
    int height = declared.nextShort();
    return Picture.of(PictureType.JPEG, whole(), declared.nextShort(), height, exif.orientation());
  }

  private int marker() throws PictureRefusedException {
    if (file.next() != MARKER) {
      throw PictureRefusedException.damaged();
    }
    int marker = file.next();
    while (marker == MARKER) {
      marker = file.next();
    }
    return marker;
  }

  private void segment(int marker) throws PictureRefusedException {
    boolean standsAlone = marker >= FIRST_RESTART && marker <= BEGINNING;
    if (marker < FIRST_WITH_LENGTH || standsAlone) {
      throw PictureRefusedException.damaged();
    }
    byte[] data = file.next(file.nextShort() - 2L);
    switch (marker) {
      case QUANTIZATION_TABLES, HUFFMAN_TABLES, RESTART_INTERVAL -> keep(marker, data);
      case SCAN -> scan(data);
      case JFIF -> readJfif(data);
      case EXIF -> readExif(data);
      case ADOBE -> keepAdobe(data);
      default -> {
        if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
          readFrame(marker, data);
        }
      }
    }
  }

  private void readFrame(int marker, byte[] data) throws PictureRefusedException {
    if (marker > LAST_USUAL_FRAME) {
      throw new PictureRefusedException(
          "is a JPEG of a rare kind; save it as an ordinary or progressive one");
    }
    if (frame.length > 0 || data.length < FRAME_LENGTH) {
      throw PictureRefusedException.damaged();
    }
    if (data[COMPONENTS] > MOST_COMPONENTS) {
      throw new PictureRefusedException("has the colours of print (CMYK); save it as RGB");
    }
    frame = data;
    keep(marker, data);
  }

  private void readJfif(byte[] data) {
    if (jfif.length == 0 && data.length >= JFIF_LENGTH && startsWith(data, JFIF_NAME)) {
      jfif = Arrays.copyOf(data, JFIF_LENGTH);
      // No small copy of the picture follows.
      jfif[JFIF_LENGTH - 2] = 0;
      jfif[JFIF_LENGTH - 1] = 0;
    }
  }

  private void readExif(byte[] data) {
    if (Exif.isNamed(data)) {
      exif.read(data);
    }
  }

  private void keepAdobe(byte[] data) {
    if (data.length >= ADOBE_LENGTH && startsWith(data, ADOBE_NAME)) {
      keep(ADOBE, Arrays.copyOf(data, ADOBE_LENGTH));
    }
  }

  private void scan(byte[] header) throws PictureRefusedException {
    if (frame.length == 0) {
      throw PictureRefusedException.damaged();
    }
    scans++;
    if (scans > MOST_SCANS) {
      throw new PictureRefusedException(
          "has more than " + MOST_SCANS + " scans; save it as an ordinary or progressive JPEG");
    }
    keep(SCAN, header);
    int start = file.position();
    skipCodedData();
    kept.writeBytes(file.since(start));
  }

  /** Up to the next marker that does not belong to the data; a marker may be filled up before. */
  private void skipCodedData() throws PictureRefusedException {
    while (true) {
      if (file.next() == MARKER) {
        int start = file.position() - 1;
        int next = file.next();
        while (next == MARKER) {
          next = file.next();
        }
        boolean isData = next == 0 || (next >= FIRST_RESTART && next <= LAST_RESTART);
        if (!isData) {
          file.back(file.position() - start);
          return;
        }
      }
    }
  }

  private byte[] whole() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(kept.size() + 128);
    whole.write(MARKER);
    whole.write(BEGINNING);
    if (jfif.length > 0) {
      write(whole, JFIF, jfif);
    }
    if (!exif.orientation().isUpright()) {
      write(whole, EXIF, Exif.named(exif.orientation()));
    }
    whole.writeBytes(kept.toByteArray());
    whole.write(MARKER);
    whole.write(END);
    return whole.toByteArray();
  }

  private void keep(int marker, byte[] data) {
    write(kept, marker, data);
  }

  private static void write(ByteArrayOutputStream target, int marker, byte[] data) {
    int length = data.length + 2;
    target.write(MARKER);
    target.write(marker);
    target.write(length >> 8);
    target.write(length);
    target.writeBytes(data);
  }

  private static boolean startsWith(byte[] data, byte[] name) {
    return data.length >= name.length && Arrays.equals(data, 0, name.length, name, 0, name.length);
  }
}
