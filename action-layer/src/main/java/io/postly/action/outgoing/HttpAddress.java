package io.postly.action.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address that Postly is asked to reach.
 *
 * @param uri absolute, http or https, with a host and without user information or fragment
 */
public record HttpAddress(URI uri) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a message for the person who gave it
   */
  public static HttpAddress parse(String text) {
    URI uri = read(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("must start with https:// or http://");
    }
    if (uri.getHost() == null || uri.getPort() > HIGHEST_PORT || uri.getPort() == 0) {
      throw new IllegalArgumentException("must name a host, and a port from 1 to 65535 if any");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must have no user name, password or fragment");
    }
    return new HttpAddress(uri);
  }

  private static URI read(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be an absolute http or https address", e);
    }
  }

  /** Whether it is an https address. */
  public boolean isEncrypted() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  /** The host without the brackets that a URI puts around IPv6 addresses. */
  public String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, that of the scheme where none is named. */
  public int port() {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return isEncrypted() ? HTTPS_PORT : HTTP_PORT;
  }

  /** Path and query, as the request line has them. */
  public String target() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** What people may see: no path and no query, where tokens tend to stand. */
  public String origin() {
    return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
  }

  /** As people may see it, and logs may show it. */
  @Override
  public String toString() {
    return origin();
  }

  /** Whether the address can be known to be closed without resolving a name. */
  public boolean isClearlyClosed() {
    String host = host().toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    try {
      return !AddressGuard.isPublic(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
