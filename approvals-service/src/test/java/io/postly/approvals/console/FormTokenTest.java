package io.postly.approvals.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class FormTokenTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void itIsTheSameOnEveryPageOfASession() {
    assertTrue(token("pat", "s1", KEY).isCurrent(token("pat", "s1", KEY).current()));
  }

  @Test
  void itIsAnotherForEverySessionPersonAndKey() {
    String token = token("pat", "s1", KEY).current();

    assertNotEquals(token, token("pat", "s2", KEY).current());
    assertNotEquals(token, token("sam", "s1", KEY).current());
    assertNotEquals(token, token("pat", "s1", KEY + "!").current());
  }

  @Test
  void aFormWithoutOneIsNotTheSessionsOwn() {
    assertFalse(token("pat", "s1", KEY).isCurrent(null));
    assertFalse(token("pat", "s1", KEY).isCurrent(""));
  }

  private static FormToken token(String subject, String session, String key) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject(subject);
    claims.setClaim("sid", session);
    return new FormToken(
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new DefaultJWTCallerPrincipal(claims))
            .build(),
        new ConsoleSignature(new Settings(key)));
  }

  private record Settings(String cookieKey) implements ConsoleConfig {

    @Override
    public String apiUrl() {
      return "http://localhost:8080";
    }

    @Override
    public Optional<String> issuer() {
      return Optional.empty();
    }

    @Override
    public String clientSecret() {
      return "secret";
    }
  }
}
