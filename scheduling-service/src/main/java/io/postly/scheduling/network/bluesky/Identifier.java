package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.DomainName;
import java.util.Locale;
import java.util.regex.Pattern;

/** The two forms in which accounts of the AT Protocol are named: handle and DID. */
final class Identifier {

  /** A domain name, which is what a handle is; no bounds around it. */
  static final String HANDLE_FORM = DomainName.FORM;

  private static final int LONGEST_DID = 2048;

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");
  private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");

  /** What servers answer for a handle that does not lead to its account any more. */
  private static final String INVALID_HANDLE = "handle.invalid";

  private Identifier() {}

  static boolean isDid(String text) {
    return text.length() <= LONGEST_DID && DID.matcher(text).matches();
  }

  static boolean isHandle(String text) {
    return DomainName.is(text) && !text.equals(INVALID_HANDLE);
  }

  /**
   * The form that counts of what a person wrote: a handle in lower case, without an at sign and
   * without the marks of direction that Bluesky's app puts around it.
   */
  static String normalized(String written) {
    String text = UNSEEN.matcher(written.strip()).replaceAll("");
    if (isDid(text)) {
      return text;
    }
    return (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
  }
}
