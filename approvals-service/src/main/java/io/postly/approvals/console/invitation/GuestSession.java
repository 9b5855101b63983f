package io.postly.approvals.console.invitation;

import io.postly.action.confirmation.ConfirmationConfig;
import io.postly.approvals.console.ConsoleSignature;
import io.postly.approvals.console.PageHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers in a cookie that somebody has given the code of one invitation, and the name that they
 * gave with it. The cookie is signed together with the invitation's token, goes to that
 * invitation's address alone, and is good for half an hour; whether the invitation still lets
 * anybody in is asked each time.
 */
@ApplicationScoped
class GuestSession {

  static final String COOKIE = "postly-invitation";

  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final String PURPOSE = "postly invitation";
  private static final String FORM_PURPOSE = "postly invitation form";
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,600})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

  private final ConsoleSignature signature;
  private final ConfirmationConfig addresses;
  private final Clock clock;

  GuestSession(ConsoleSignature signature, ConfirmationConfig addresses, Clock clock) {
    this.signature = signature;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** The cookie of somebody who has just given the code. */
  NewCookie begin(String invitation, String name) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(name.getBytes(StandardCharsets.UTF_8));
    String end = Long.toString(clock.instant().plus(LIFETIME).getEpochSecond());
    String mark = signature.of(PURPOSE, invitation, encoded, end);
    return new NewCookie.Builder(COOKIE)
        .value(String.join(".", encoded, end, mark))
        .path(PageHeaders.INVITATIONS + invitation)
        .maxAge((int) LIFETIME.toSeconds())
        .httpOnly(true)
        .secure(addresses.consoleUrl().startsWith("https:"))
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  /** The name of who has given that invitation's code; empty if nobody has, or too long ago. */
  Optional<String> guest(String invitation, String cookie) {
    Matcher parts = FORM.matcher(cookie == null ? "" : cookie);
    if (!parts.matches()
        || !signature.isOf(parts.group(3), PURPOSE, invitation, parts.group(1), parts.group(2))
        || !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.group(2))))) {
      return Optional.empty();
    }
    return Optional.of(
        new String(Base64.getUrlDecoder().decode(parts.group(1)), StandardCharsets.UTF_8));
  }

  /** What marks forms as this visit's own: a page elsewhere can neither read nor guess it. */
  String formToken(String invitation, String cookie) {
    return signature.of(FORM_PURPOSE, invitation, cookie);
  }

  boolean isOwnForm(String token, String invitation, String cookie) {
    return signature.isOf(token, FORM_PURPOSE, invitation, cookie);
  }
}
