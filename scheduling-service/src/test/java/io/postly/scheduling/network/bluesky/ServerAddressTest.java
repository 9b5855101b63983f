package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.outgoing.HttpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://pds.example.com, true, ''",
    "https://pds.example.com/, true, ''",
    "HTTPS://pds.example.com:8443, true, ''",
    "http://pds.example.com, true, must start with https://",
    "http://pds.example.com, false, ''",
    "https://pds.example.com/xrpc, true, 'must be the server''s address alone, without a path'",
    "https://pds.example.com?a=b, true, 'must be the server''s address alone, without a path'"
  })
  void shouldSendNoPasswordInTheClear(String url, boolean needsEncryption, String objection) {
    assertEquals(
        objection, ServerAddress.objection(HttpAddress.parse(url), needsEncryption).orElse(""));
  }
}
