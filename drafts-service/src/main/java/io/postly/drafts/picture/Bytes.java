package io.postly.drafts.picture;

import java.util.Arrays;

/**
 * A file read from its beginning to its end; whoever reads over the end is told that it is damaged.
 */
final class Bytes {

  private final byte[] content;
  private int position;

  Bytes(byte[] content) {
    this.content = content;
  }

  boolean startsWith(Signature signature) {
    return signature.matches(content);
  }

  boolean isAtEnd() {
    return position == content.length;
  }

  int position() {
    return position;
  }

  /** The next byte, from 0 to 255. */
  int next() throws PictureRefusedException {
    require(1);
    return content[position++] & 0xFF;
  }

  /** The next two bytes as a number, the higher one first. */
  int nextShort() throws PictureRefusedException {
    return next() << 8 | next();
  }

  /** The next four bytes as a number, the highest one first. */
  long nextInt() throws PictureRefusedException {
    return (long) nextShort() << 16 | nextShort();
  }

  /** The next four bytes as a number, the lowest one first. */
  long nextIntReversed() throws PictureRefusedException {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) nextInt()));
  }

  /** A copy of what comes next. */
  byte[] next(long length) throws PictureRefusedException {
    require(length);
    byte[] copy = Arrays.copyOfRange(content, position, position + (int) length);
    position += (int) length;
    return copy;
  }

  void skip(long length) throws PictureRefusedException {
    require(length);
    position += (int) length;
  }

  /** A copy of what stands from there up to here. */
  byte[] since(int start) {
    return Arrays.copyOfRange(content, start, position);
  }

  void back(int count) {
    position -= count;
  }

  private void require(long length) throws PictureRefusedException {
    if (length < 0 || length > content.length - position) {
      throw PictureRefusedException.damaged();
    }
  }
}
