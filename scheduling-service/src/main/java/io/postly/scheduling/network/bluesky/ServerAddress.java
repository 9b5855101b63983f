package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Reads the addresses of servers, which people and other servers give. Passwords and tokens go
 * there: the way must be encrypted, except where private addresses are allowed.
 */
@ApplicationScoped
class ServerAddress {

  private final JsonHttp http;
  private final boolean needsEncryption;

  ServerAddress(JsonHttp http) {
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

  /**
   * The server that holds an account's posts, as its identity says.
   *
   * @throws ProblemException {@code account_refused} if it names none that may be asked
   */
  HttpAddress home(IdentityDocument identity) {
    return identity
        .server()
        .flatMap(this::read)
        .orElseThrow(
            () ->
                ConnectProblems.refused(
                    "The account's identity names no server that may be asked."));
  }

  /** An address with a path, which another server gives; empty if it will not do. */
  Optional<HttpAddress> endpoint(String url) {
    return http.objection(url).isPresent()
        ? Optional.empty()
        : Optional.of(HttpAddress.parse(url))
            .filter(address -> address.isEncrypted() || !needsEncryption);
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
