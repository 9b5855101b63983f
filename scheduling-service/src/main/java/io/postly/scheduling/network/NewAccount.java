package io.postly.scheduling.network;

import io.postly.action.problem.ProblemException;
import java.util.Optional;

/**
 * What a person gives of an account that is to be connected: one type for each network that needs
 * anything. It stands in the input under the network's name.
 */
public interface NewAccount {

  /** The name of the network that it is for. */
  String network();

  /**
   * What was given for a network that cannot do without.
   *
   * @throws ProblemException {@code invalid_input} if it is missing
   */
  static <T extends NewAccount> T require(
      Optional<NewAccount> given, Class<T> type, String network) {
    return given
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(
            () -> ProblemException.invalid(network, "must be given for the network " + network));
  }
}
