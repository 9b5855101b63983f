package io.postly.scheduling.network;

import java.util.regex.Pattern;

/** The name of a host below a top-level domain, as the world can look it up. */
public final class DomainName {

  /** The form of one; no bounds around it. */
  public static final String FORM =
      "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

  private static final int LONGEST = 253;
  private static final Pattern WHOLE = Pattern.compile(FORM);

  private DomainName() {}

  /** Whether a text is one, and nothing else. */
  public static boolean is(String text) {
    return text.length() <= LONGEST && WHOLE.matcher(text).matches();
  }
}
