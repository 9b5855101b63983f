package io.postly.scheduling.channel;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.network.NewAccount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Input with an account on a network, one field for each network that needs anything. */
interface AccountInput {

  /** Every account that was given. */
  List<NewAccount> accounts();

  /** Those that are there. */
  static List<NewAccount> given(NewAccount... accounts) {
    return Stream.of(accounts).filter(Objects::nonNull).toList();
  }

  /**
   * The account for a network, where one was given.
   *
   * @throws ProblemException {@code invalid_input} if one was given for another network
   */
  default Optional<NewAccount> accountFor(String network) {
    List<Violation> foreign =
        accounts().stream()
            .map(NewAccount::network)
            .filter(other -> !other.equals(network))
            .map(
                other ->
                    Violation.of(
                        other, "belongs to the network %s alone; leave it out".formatted(other)))
            .toList();
    if (!foreign.isEmpty()) {
      throw ProblemException.invalid(foreign);
    }
    return accounts().stream().findFirst();
  }
}
