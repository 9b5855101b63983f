package io.postly.action.pipeline;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Says in every answer how much the caller may still do ({@code RateLimit} and {@code
 * RateLimit-Policy}, draft-ietf-httpapi-ratelimit-headers-10), so that clients slow down before
 * they are refused.
 */
@Provider
public class RateLimitHeaders implements ContainerResponseFilter {

  private static final long WINDOW_SECONDS = 60;

  private final ActionContext context;
  private final RateLimit rateLimit;

  RateLimitHeaders(ActionContext context, RateLimit rateLimit) {
    this.context = context;
    this.rateLimit = rateLimit;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    context.rate().ifPresent(rate -> announce(rate, response.getHeaders()));
  }

  private void announce(RateLimit.Decision rate, MultivaluedMap<String, Object> headers) {
    headers.putSingle(
        "RateLimit", "\"calls\";r=%d;t=%d".formatted(rate.remaining(), rate.reset().toSeconds()));
    headers.putSingle(
        "RateLimit-Policy", "\"calls\";q=%d;w=%d".formatted(rateLimit.perMinute(), WINDOW_SECONDS));
  }
}
