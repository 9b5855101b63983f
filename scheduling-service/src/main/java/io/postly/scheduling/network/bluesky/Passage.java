package io.postly.scheduling.network.bluesky;

/**
 * A part of a text that leads somewhere.
 *
 * @param start of its first character, in UTF-16 units
 * @param end behind its last character, in UTF-16 units
 */
record Passage(int start, int end, Target target) {

  /** Where it leads. */
  sealed interface Target {

    /** To a web address. */
    record Link(String uri) implements Target {}

    /** To an account, as it is written: without the at sign, and not looked up. */
    record Mention(String handle) implements Target {}

    /** To the posts of a hashtag, as it is written, without the number sign. */
    record Tag(String tag) implements Target {}
  }

  boolean overlaps(Passage other) {
    return start < other.end && other.start < end;
  }
}
