package io.postly.approvals.console;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Marks forms as the session's own. It is made of the sign-in and a secret, so nothing is kept, and
 * a page elsewhere can neither read nor guess it.
 */
@ApplicationScoped
class FormToken {

  private static final String PURPOSE = "postly console form";

  private final SecurityIdentity person;
  private final ConsoleSignature signature;

  FormToken(SecurityIdentity person, ConsoleSignature signature) {
    this.person = person;
    this.signature = signature;
  }

  /** The token of the session that the current request belongs to. */
  String current() {
    return signature.of(PURPOSE, session());
  }

  boolean isCurrent(String token) {
    return signature.isOf(token, PURPOSE, session());
  }

  private String[] session() {
    JsonWebToken signIn = (JsonWebToken) person.getPrincipal();
    return new String[] {signIn.getSubject(), String.valueOf(signIn.<Object>getClaim("sid"))};
  }
}
