package io.postly.action.caller;

import io.postly.action.Role;
import io.postly.action.Scope;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the caller from the verified token. What the gateway says of channel and client is believed
 * only if the token was issued to the gateway; what it leaves open is taken for an assistant's
 * call.
 */
@ApplicationScoped
public class CallerReader {

  /** The gateway's header that names the packaging. */
  public static final String CHANNEL_HEADER = "Postly-Channel";

  /** The gateway's header that names the client to which the person gave the grant. */
  public static final String CLIENT_HEADER = "Postly-Client";

  /** The gateway's header that names the confirmation which the client's own dialog has given. */
  public static final String CONFIRMED_HEADER = "Postly-Confirmed-In-Dialog";

  /** The gateway's header that names the confirmation which the person has declined there. */
  public static final String DECLINED_HEADER = "Postly-Declined-In-Dialog";

  private static final String GROUP_PREFIX = "/workspaces/";

  private final CurrentIdentityAssociation identities;
  private final String gatewayClient;

  CallerReader(
      CurrentIdentityAssociation identities,
      @ConfigProperty(name = "postly.gateway.client-id", defaultValue = "postly-gateway")
          String gatewayClient) {
    this.identities = identities;
    this.gatewayClient = gatewayClient;
  }

  /**
   * The caller of the current request.
   *
   * @throws ProblemException {@code unauthenticated} if there is no token, or one that is not valid
   *     here
   */
  public Caller read(HttpHeaders headers) {
    JsonWebToken token = verifiedToken();
    String issuedTo = issuedTo(token);
    boolean throughGateway = issuedTo.equals(gatewayClient);
    CallChannel channel =
        throughGateway
            ? CallChannel.of(headers.getHeaderString(CHANNEL_HEADER)).orElse(CallChannel.MCP)
            : CallChannel.REST;
    String client =
        throughGateway
            ? Optional.ofNullable(headers.getHeaderString(CLIENT_HEADER)).orElse(issuedTo)
            : issuedTo;
    return new Caller(
        token.getSubject(), name(token), memberships(token), scopes(token), channel, client);
  }

  /**
   * What the person has said in the client's own dialog; empty unless the gateway says so.
   *
   * @throws ProblemException {@code unauthenticated} as {@link #read} does
   */
  public Optional<DialogAnswer> dialogAnswer(HttpHeaders headers) {
    return dialogAnswer(headers, DECLINED_HEADER, false)
        .or(() -> dialogAnswer(headers, CONFIRMED_HEADER, true))
        .filter(answer -> issuedTo(verifiedToken()).equals(gatewayClient));
  }

  private static Optional<DialogAnswer> dialogAnswer(
      HttpHeaders headers, String header, boolean isGiven) {
    return Optional.ofNullable(headers.getHeaderString(header))
        .flatMap(RoutedIdentifier::parse)
        .map(confirmation -> new DialogAnswer(confirmation.id(), isGiven));
  }

  private static String issuedTo(JsonWebToken token) {
    return Optional.<String>ofNullable(token.getClaim("azp")).orElse("unknown");
  }

  private JsonWebToken verifiedToken() {
    SecurityIdentity identity;
    try {
      identity = identities.getDeferredIdentity().await().indefinitely();
    } catch (AuthenticationFailedException e) {
      throw ProblemException.of(
          ActionErrorCode.UNAUTHENTICATED, "The access token is expired or not valid here.", e);
    }
    if (identity.isAnonymous()
        || !(identity.getPrincipal() instanceof OidcJwtCallerPrincipal token)) {
      throw ProblemException.of(
          ActionErrorCode.UNAUTHENTICATED, "The call carries no access token.");
    }
    if (token.getSubject() == null) {
      throw ProblemException.of(
          ActionErrorCode.UNAUTHENTICATED, "The access token names no person.");
    }
    return token;
  }

  private static String name(JsonWebToken token) {
    String name = token.getClaim("name");
    return name == null || name.isBlank()
        ? Optional.<String>ofNullable(token.getClaim("preferred_username"))
            .orElse(token.getSubject())
        : name;
  }

  private static Set<Scope> scopes(JsonWebToken token) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    String granted = token.getClaim("scope");
    if (granted != null) {
      Arrays.stream(granted.split(" ", -1))
          .flatMap(value -> Scope.of(value).stream())
          .forEach(scopes::add);
    }
    return scopes;
  }

  private static Map<String, Set<Role>> memberships(JsonWebToken token) {
    Map<String, Set<Role>> memberships = new HashMap<>();
    Collection<String> groups = token.getGroups();
    for (String group : groups) {
      if (group.startsWith(GROUP_PREFIX)) {
        addMembership(memberships, group.substring(GROUP_PREFIX.length()));
      }
    }
    return memberships;
  }

  private static void addMembership(Map<String, Set<Role>> memberships, String path) {
    int slash = path.indexOf('/');
    if (slash > 0) {
      Role.of(path.substring(slash + 1))
          .ifPresent(
              role ->
                  memberships
                      .computeIfAbsent(
                          path.substring(0, slash), workspace -> EnumSet.noneOf(Role.class))
                      .add(role));
    }
  }
}
