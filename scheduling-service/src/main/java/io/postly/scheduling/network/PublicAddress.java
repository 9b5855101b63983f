package io.postly.scheduling.network;

import io.postly.action.confirmation.ConfirmationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/**
 * Where networks reach this installation: what they fetch of it is below the console's host. They
 * do so by https alone, from the usual port of a host with a name.
 */
@ApplicationScoped
public class PublicAddress {

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
            && DomainName.is(String.valueOf(console.getHost()));
    this.origin = isPublic ? Optional.of("https://" + console.getHost()) : Optional.empty();
  }

  /** Scheme and host; empty where networks can fetch nothing. */
  public Optional<String> origin() {
    return origin;
  }
}
