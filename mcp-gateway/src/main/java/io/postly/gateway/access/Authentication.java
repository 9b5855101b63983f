package io.postly.gateway.access;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.refusal.CallLabels;
import io.postly.gateway.refusal.Refusals;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Lets requests with a valid token pass, and answers all others itself: the framework's own answers
 * lack what a client needs in order to sign in, and the MCP library's can hang.
 */
@Singleton
public class Authentication implements Handler<RoutingContext> {

  private static final Logger LOG = Logger.getLogger(Authentication.class);

  private final IdentityProviderManager identityProviders;
  private final VerifiedTokens verified;
  private final Challenge challenge;
  private final Refusals refusals;

  Authentication(
      IdentityProviderManager identityProviders,
      VerifiedTokens verified,
      Challenge challenge,
      Refusals refusals) {
    this.identityProviders = identityProviders;
    this.verified = verified;
    this.challenge = challenge;
    this.refusals = refusals;
  }

  @Override
  public void handle(RoutingContext request) {
    verified
        .find(authorization(request))
        .ifPresentOrElse(token -> pass(request, token), () -> verify(request));
  }

  private void verify(RoutingContext request) {
    request.put(
        QuarkusHttpUser.AUTH_FAILURE_HANDLER,
        (BiConsumer<RoutingContext, Throwable>) Authentication::leaveToSubscriber);
    request.request().pause();
    QuarkusHttpUser.getSecurityIdentity(request, identityProviders)
        .map(Authentication::token)
        .subscribe()
        .with(token -> admit(request, token), failure -> refuse(request, failure));
  }

  /** Instead of the framework's answer. */
  private static void leaveToSubscriber(RoutingContext request, Throwable failure) {}

  private static AccessToken token(SecurityIdentity identity) {
    return identity.isAnonymous() ? null : AccessToken.of(identity);
  }

  private void admit(RoutingContext request, AccessToken token) {
    if (token == null) {
      CallLabels.detachFrom(request);
      refuse(request, challenge.missingToken(), "The call carries no access token.");
    } else {
      verified.keep(authorization(request), token);
      pass(request, token);
    }
  }

  private static void pass(RoutingContext request, AccessToken token) {
    token.attachTo(request);
    request.next();
  }

  private static String authorization(RoutingContext request) {
    return request.request().getHeader(HttpHeaders.AUTHORIZATION);
  }

  private void refuse(RoutingContext request, Throwable failure) {
    if (failure instanceof AuthenticationException) {
      // Its message may have the token's claims, or all of the token.
      LOG.debugf("A token was not accepted: %s", failure.getClass().getSimpleName());
      refuse(
          request,
          challenge.invalidToken(),
          "The access token is expired, revoked, or not meant for this server.");
    } else {
      LOG.error("Tokens cannot be verified", failure);
      refusals.refuse(
          request,
          ProblemException.of(
              ActionErrorCode.SERVICE_UNAVAILABLE, "Sign-ins cannot be verified at the moment."));
    }
  }

  private void refuse(RoutingContext request, String challenge, String detail) {
    request.response().putHeader(Challenge.HEADER, challenge);
    refusals.refuse(request, ProblemException.of(ActionErrorCode.UNAUTHENTICATED, detail));
  }
}
