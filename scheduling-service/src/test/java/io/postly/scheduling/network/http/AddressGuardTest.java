package io.postly.scheduling.network.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.1.2.3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void shouldCallEverythingElseThanPublicUnicastClosed(String address) {
    assertFalse(AddressGuard.isPublic(InetAddress.ofLiteral(address)), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
      })
  void shouldCallPublicAddressesOpen(String address) {
    assertTrue(AddressGuard.isPublic(InetAddress.ofLiteral(address)), address);
  }

  @Test
  void shouldGiveTheAddressesThatItChecked() throws Exception {
    AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {PUBLIC}, false);

    assertEquals(List.of(PUBLIC), guard.addresses("example.com"));
  }

  @Test
  void shouldRefuseANameOfWhichAnyAddressIsClosed() {
    AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {PUBLIC, PRIVATE}, false);

    assertThrows(AddressGuard.ClosedAddressException.class, () -> guard.addresses("example.com"));
  }

  @Test
  void shouldLetClosedAddressesPassWhereTheyAreAllowed() throws Exception {
    AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {PRIVATE}, true);

    assertEquals(List.of(PRIVATE), guard.addresses("example.com"));
  }

  @Test
  void shouldNotKnowANameWithoutAddresses() {
    AddressGuard guard = new AddressGuard(_ -> new InetAddress[0], false);

    assertThrows(UnknownHostException.class, () -> guard.addresses("example.com"));
  }
}
