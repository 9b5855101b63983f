package io.postly.approvals.console;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Marks forms as the session's own. It is made of the sign-in and a secret, so nothing is kept, and
 * a page elsewhere can neither read nor guess it.
 */
@ApplicationScoped
class FormToken {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "postly console form";

  private final SecurityIdentity person;
  private final byte[] key;

  FormToken(SecurityIdentity person, ConsoleConfig config) {
    this.person = person;
    this.key = config.cookieKey().getBytes(StandardCharsets.UTF_8);
  }

  /** The token of the session that the current request belongs to. */
  String current() {
    JsonWebToken signIn = (JsonWebToken) person.getPrincipal();
    return of(signIn.getSubject(), signIn.getClaim("sid"));
  }

  boolean isCurrent(String token) {
    return token != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), current().getBytes(StandardCharsets.UTF_8));
  }

  private String of(String subject, Object session) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] digest =
          mac.doFinal(
              String.join("\n", PURPOSE, subject, String.valueOf(session))
                  .getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
