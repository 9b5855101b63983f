package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.Post;
import java.time.Instant;
import java.util.UUID;

/**
 * The key of a post in its account's repository: a timestamp identifier (TID) as the protocol wants
 * it for posts. It follows from the publication alone, so it is the same at every attempt: a
 * repository holds one record of a key, and the record can be looked up without an answer.
 *
 * <p>A TID holds microseconds and ten more bits. The seconds are those at which the post is due, so
 * that posts sort by time; the rest is of the publication's id, so that two posts of one account in
 * the same second meet once in a thousand million times.
 */
record RecordKey(String value) {

  private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 13;
  private static final int BITS_PER_DIGIT = 5;
  private static final int CLOCK_BITS = 10;
  private static final int MICROSECOND_BITS = 20;
  private static final long MICROSECONDS_PER_SECOND = 1_000_000;

  static RecordKey of(Post post) {
    return of(post.publicationId(), post.dueAt());
  }

  static RecordKey of(UUID publicationId, Instant dueAt) {
    long random = publicationId.getLeastSignificantBits();
    long microseconds =
        dueAt.getEpochSecond() * MICROSECONDS_PER_SECOND + lowest(random, MICROSECOND_BITS);
    long clock = lowest(random >>> MICROSECOND_BITS, CLOCK_BITS);
    return new RecordKey(encoded(microseconds << CLOCK_BITS | clock));
  }

  private static long lowest(long value, int bits) {
    return value & ((1L << bits) - 1);
  }

  /** Thirteen digits of five bits each; the topmost bit of a TID is zero. */
  private static String encoded(long value) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int digit = LENGTH - 1; digit >= 0; digit--) {
      text.append(DIGITS.charAt((int) lowest(value >>> (digit * BITS_PER_DIGIT), BITS_PER_DIGIT)));
    }
    return text.toString();
  }
}
