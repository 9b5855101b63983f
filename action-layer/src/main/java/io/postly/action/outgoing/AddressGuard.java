package io.postly.action.outgoing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps outgoing calls away from everything that is not a public unicast address. A name is
 * resolved once; every address that it has is checked, and the caller connects to one of those, so
 * that a second look-up cannot answer differently.
 */
final class AddressGuard {

  private static final List<AddressBlock> CLOSED_IN_IPV4 =
      AddressBlock.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /**
   * The only global unicast space that has been given out; what translates to IPv4 inside it is
   * closed again below.
   */
  private static final AddressBlock OPEN_IN_IPV6 = AddressBlock.of("2000::/3");

  private static final List<AddressBlock> CLOSED_IN_IPV6 =
      AddressBlock.all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final Resolver resolver;
  private final boolean allowPrivate;

  /** Finds the addresses of a name. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  AddressGuard(Resolver resolver, boolean allowPrivate) {
    this.resolver = resolver;
    this.allowPrivate = allowPrivate;
  }

  /**
   * The addresses of a host that may be connected to.
   *
   * @throws UnknownHostException if the host has none
   * @throws ClosedAddressException if any of them is closed
   */
  List<InetAddress> addresses(String host) throws UnknownHostException, ClosedAddressException {
    List<InetAddress> addresses = Arrays.asList(resolver.resolve(host));
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    if (!allowPrivate && !addresses.stream().allMatch(AddressGuard::isPublic)) {
      throw new ClosedAddressException();
    }
    return addresses;
  }

  boolean allowsPrivate() {
    return allowPrivate;
  }

  /** Whether an address can be known to be closed without resolving a name. */
  boolean isClearlyClosed(HttpAddress address) {
    return !allowPrivate && address.isClearlyClosed();
  }

  static boolean isPublic(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> CLOSED_IN_IPV4.stream().noneMatch(block -> block.contains(four));
      case Inet6Address six ->
          OPEN_IN_IPV6.contains(six)
              && CLOSED_IN_IPV6.stream().noneMatch(block -> block.contains(six));
      default -> false;
    };
  }

  /** A host has an address that is not public. */
  static final class ClosedAddressException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
