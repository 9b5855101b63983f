package io.postly.approvals.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvitationSecretsTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void aTokenHas256Bits() {
    InvitationToken token = InvitationToken.next(random);

    assertEquals(32, Base64.getUrlDecoder().decode(token.text()).length);
    assertEquals(Optional.of(token), InvitationToken.parse(token.text()));
    assertNotEquals(token, InvitationToken.next(random));
  }

  @Test
  void whatCannotBeATokenIsNone() {
    Stream.of("", "x", "x".repeat(42), "x".repeat(44), "x".repeat(42) + "/")
        .forEach(text -> assertTrue(InvitationToken.parse(text).isEmpty(), text));
  }

  @Test
  void theSameCodeIsKeptDifferentlyForEachToken() {
    InvitationCode code = InvitationCode.next(random);
    InvitationToken token = InvitationToken.next(random);

    assertEquals(token.digestOf(code), token.digestOf(InvitationCode.typed(code.text())));
    assertNotEquals(token.digestOf(code), InvitationToken.next(random).digestOf(code));
  }

  @Test
  void codesHaveNoCharactersThatAreTakenForOneAnother() {
    for (int tries = 0; tries < 1000; tries++) {
      assertTrue(InvitationCode.next(random).text().matches("[2-9A-HJKMNP-Z]{8}"));
    }
  }

  @Test
  void aCodeMayBeTypedAsPeopleType() {
    assertEquals(new InvitationCode("ABCD2345"), InvitationCode.typed(" abcd-2345\n"));
  }

  @Test
  void logsShowNeither() {
    InvitationToken token = InvitationToken.next(random);
    InvitationCode code = InvitationCode.next(random);

    assertFalse(token.toString().contains(token.text()));
    assertFalse(code.toString().contains(code.text()));
  }
}
