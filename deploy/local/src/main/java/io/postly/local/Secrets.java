package io.postly.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords and keys of one home: made at random when first asked for, then kept. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final PostlyHome home;

  Secrets(PostlyHome home) {
    this.home = home;
  }

  /** The password of a database user. */
  String databasePassword(String user) {
    return kept("postgres." + user + ".password", Base64.getUrlEncoder().withoutPadding());
  }

  /** What the gateway proves itself with at the token endpoint. */
  String gatewayClientSecret() {
    return kept("gateway.client-secret", Base64.getUrlEncoder().withoutPadding());
  }

  /** What the gateway authenticates by what clients carry for it. */
  String gatewaySealKey() {
    return kept("gateway.seal-key", Base64.getUrlEncoder().withoutPadding());
  }

  /** What the review console proves itself with at the token endpoint. */
  String consoleClientSecret() {
    return kept("console.client-secret", Base64.getUrlEncoder().withoutPadding());
  }

  /** What the review console encrypts its cookies with. */
  String consoleCookieKey() {
    return kept("console.cookie-key", Base64.getUrlEncoder().withoutPadding());
  }

  /** The password of Keycloak's administrator, {@code admin}. */
  String keycloakAdminPassword() {
    return kept("keycloak.admin.password", Base64.getUrlEncoder().withoutPadding());
  }

  /** 32 bytes in base64, with which the scheduling service encrypts channel credentials. */
  String credentialsKey() {
    return kept("scheduling.credentials-key", Base64.getEncoder());
  }

  private String kept(String name, Base64.Encoder encoder) {
    // Parts start in parallel, and all write to this one file.
    synchronized (Secrets.class) {
      Properties secrets = PropertiesFile.read(home.secretsFile());
      String value = secrets.getProperty(name);
      if (value == null) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        value = encoder.encodeToString(bytes);
        secrets.setProperty(name, value);
        PropertiesFile.write(home.secretsFile(), secrets);
      }
      return value;
    }
  }
}
