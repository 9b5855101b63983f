package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.OutgoingHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Reads the addresses of servers, which people and other servers give. Passwords and tokens go
 * there: the way must be encrypted, except where private addresses are allowed.
 */
@ApplicationScoped
class ServerAddress {

  private final OutgoingHttp http;
  private final boolean needsEncryption;

  ServerAddress(OutgoingHttp http) {
    this.http = http;
    this.needsEncryption = !http.allowsPrivateAddresses();
  }

  /** What is wrong with an address, for the person who gave it; empty if nothing is. */
  Optional<String> objection(String url) {
    return http.objection(url).or(() -> objection(HttpAddress.parse(url), needsEncryption));
  }

  /** The address without a closing slash; empty if it will not do. */
  Optional<HttpAddress> read(String url) {
    return objection(url).isPresent()
        ? Optional.empty()
        : Optional.of(new HttpAddress(URI.create(HttpAddress.parse(url).origin())));
  }

  static Optional<String> objection(HttpAddress address, boolean needsEncryption) {
    if (needsEncryption && !address.isEncrypted()) {
      return Optional.of("must start with https://");
    }
    return address.target().equals("/")
        ? Optional.empty()
        : Optional.of("must be the server's address alone, without a path");
  }
}
