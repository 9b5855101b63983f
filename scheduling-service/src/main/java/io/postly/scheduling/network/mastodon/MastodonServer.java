package io.postly.scheduling.network.mastodon;

import io.postly.action.outgoing.HttpAddress;
import java.util.Locale;

/**
 * Where a server is.
 *
 * @param origin its address without a path, in lower case
 */
record MastodonServer(String origin) {

  private static final String SCHEME_ENDS = "://";

  /**
   * Reads what a person gives of it: a host name, or an address.
   *
   * @param isOpen whether it may do without encryption
   * @throws IllegalArgumentException with a message for that person
   */
  static MastodonServer parse(String text, boolean isOpen) {
    String given = text.strip();
    HttpAddress address =
        HttpAddress.parse(given.contains(SCHEME_ENDS) ? given : "https://" + given);
    if (!address.isEncrypted() && !isOpen) {
      throw new IllegalArgumentException("must be a host name or an https address");
    }
    if (!address.target().equals("/")) {
      throw new IllegalArgumentException("must be the server alone, without path and query");
    }
    return new MastodonServer(address.origin().toLowerCase(Locale.ROOT));
  }

  /** The host, and the port if it is not the usual one. */
  String host() {
    return origin.substring(origin.indexOf(SCHEME_ENDS) + SCHEME_ENDS.length());
  }

  /**
   * Whether accounts of that domain may be at this server: a server of {@code example.com} is often
   * at a name below it.
   */
  boolean isOf(String domain) {
    return host().equals(domain) || (domain.contains(".") && host().endsWith("." + domain));
  }
}
