package io.postly.action.pipeline;

/**
 * Which texts are taken: well-formed Unicode without control characters other than tabs and line
 * ends. The database cannot keep U+0000, and nobody means the others.
 */
final class StorableText {

  private static final int DELETE = 0x7f;

  private StorableText() {}

  static boolean accepts(String text) {
    return text.codePoints()
        .noneMatch(codePoint -> isControl(codePoint) || isLoneSurrogate(codePoint));
  }

  private static boolean isControl(int codePoint) {
    boolean isMeant = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    return (codePoint < ' ' && !isMeant) || codePoint == DELETE;
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
