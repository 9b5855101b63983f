package io.postly.approvals.console;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * What browsers may do with the console's pages: load its own files, send forms to it and to the
 * sign-in, and nothing else; keep nothing. The pages of invitations, which are open to everybody
 * who has a link, run no script, and are in no index.
 */
@Provider
public class PageHeaders implements ContainerResponseFilter {

  static final String NO_STORE = "no-store";

  private static final String PATH = "/console";

  /** Below which the pages of invitations are. */
  public static final String INVITATIONS = PATH + "/invitation/";

  private static final String FOR_GUESTS =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final Instance<ConsoleConfig> config;

  /** Filters are made before there is a configuration. */
  PageHeaders(Instance<ConsoleConfig> config) {
    this.config = config;
  }

  /** Whether a request is for something of the console. */
  static boolean isForConsole(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Whether a request is for the page of an invitation. */
  static boolean isForGuests(ContainerRequestContext request) {
    return request.getUriInfo().getPath().startsWith(INVITATIONS);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!isForConsole(request)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (isForGuests(request)) {
      headers.putSingle("Content-Security-Policy", FOR_GUESTS);
      headers.putSingle("X-Robots-Tag", "noindex, nofollow, noarchive");
    } else {
      headers.putSingle("Content-Security-Policy", contentSecurityPolicy());
    }
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Referrer-Policy", "no-referrer");
    if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
  }

  private String contentSecurityPolicy() {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'"
        + config.get().issuer().map(PageHeaders::origin).map(origin -> " " + origin).orElse("")
        + "; frame-ancestors 'none'; base-uri 'none'";
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
