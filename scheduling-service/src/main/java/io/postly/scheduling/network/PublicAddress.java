package io.postly.scheduling.network;

import io.postly.action.confirmation.ConfirmationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where networks reach this installation: what they fetch of it is below the console's host. They
 * do so by https alone, from the usual port of a host with a name that the world can look up.
 */
@ApplicationScoped
public class PublicAddress {

  /** Last labels of names that are for networks of one's own (RFC 6761, RFC 6762, ICANN). */
  private static final Set<String> PRIVATE =
      Set.of("internal", "invalid", "local", "localhost", "onion", "test");

  private final Optional<String> origin;

  @Inject
  PublicAddress(ConfirmationConfig addresses) {
    this(URI.create(addresses.consoleUrl()));
  }

  /** Of a console at that address. */
  public PublicAddress(URI console) {
    boolean isPublic =
        console.getScheme().equalsIgnoreCase("https")
            && console.getPort() == -1
            && DomainName.is(String.valueOf(console.getHost()))
            && !isPrivate(console.getHost());
    this.origin = isPublic ? Optional.of("https://" + console.getHost()) : Optional.empty();
  }

  private static boolean isPrivate(String host) {
    return PRIVATE.contains(host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Scheme and host; empty where networks can fetch nothing. */
  public Optional<String> origin() {
    return origin;
  }
}
