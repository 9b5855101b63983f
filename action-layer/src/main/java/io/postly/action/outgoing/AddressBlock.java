package io.postly.action.outgoing;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A range of addresses in CIDR notation. Kept as bytes: a native executable's image must not hold
 * address objects.
 */
final class AddressBlock {

  private final byte[] first;
  private final int prefix;

  private AddressBlock(byte[] first, int prefix) {
    this.first = first;
    this.prefix = prefix;
  }

  static AddressBlock of(String notation) {
    int slash = notation.indexOf('/');
    return new AddressBlock(
        InetAddress.ofLiteral(notation.substring(0, slash)).getAddress(),
        Integer.parseInt(notation.substring(slash + 1)));
  }

  static List<AddressBlock> all(String... notations) {
    return Arrays.stream(notations).map(AddressBlock::of).toList();
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (first.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((first[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
