package io.postly.scheduling.network;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a network calls an account, as it is kept and shown. Whoever named it there may have given
 * it anything.
 */
public final class AccountName {

  /**
   * Line ends, what the database cannot keep, and what nobody sees, such as marks that turn the
   * text around them; but not the joiners, which letters and pictures of people need.
   */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\s\\p{Z}[\\p{C}&&[^\\x{200C}\\x{200D}]]]+");

  private AccountName() {}

  /**
   * The name in one line that can be seen; empty if nothing is left of it, or it is too long.
   *
   * @param most the most characters that it may have
   */
  public static Optional<String> of(String told, int most) {
    return Optional.of(UNSEEN.matcher(told).replaceAll(" ").strip())
        .filter(name -> !name.isEmpty() && name.length() <= most);
  }
}
