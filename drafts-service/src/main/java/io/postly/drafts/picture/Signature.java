package io.postly.drafts.picture;

import java.util.HexFormat;

/** How files of one kind begin: bytes in hexadecimal digits, {@code ..} for any. */
record Signature(String pattern) {

  boolean matches(byte[] content) {
    if (content.length < pattern.length() / 2) {
      return false;
    }
    String beginning = HexFormat.of().formatHex(content, 0, pattern.length() / 2);
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '.' && pattern.charAt(i) != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
