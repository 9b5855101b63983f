package io.postly.scheduling.network;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What channels of a network share: the servers that their accounts are on, or what posts for all
 * of them. While nothing gets through to several of those who share one, all of them try it one
 * after the other.
 *
 * @param named tells from a channel's credentials which one is its own; the name is not secret, and
 *     the same for all who share it; throws a {@link RuntimeException} if they cannot be read
 * @param pace how fast posts of all channels that share one may follow each other; empty if it does
 *     not mind
 */
public record SharedServer(Function<Optional<String>, String> named, Optional<SendingPace> pace) {

  private static final int HTTPS = 443;

  /** The network itself is the one server for all its channels. */
  public static SharedServer ofAll(String network) {
    return new SharedServer(_ -> network, Optional.empty());
  }

  /** That takes posts at that pace, from all who share it. */
  public SharedServer paced(SendingPace wanted) {
    return new SharedServer(named, Optional.of(wanted));
  }

  /** Told apart by what the credentials say. */
  public static SharedServer named(Function<Optional<String>, String> named) {
    return new SharedServer(named, Optional.empty());
  }

  /**
   * Told apart by the servers' origins, which the credentials say; however an origin is written, it
   * is one server.
   */
  public static SharedServer at(Function<Optional<String>, String> origin) {
    return named(origin.andThen(SharedServer::host));
  }

  private static String host(String origin) {
    URI uri = URI.create(origin);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return uri.getPort() == -1 || uri.getPort() == HTTPS ? name : name + ":" + uri.getPort();
  }
}
