package io.postly.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./postly dead-letters} is asked to do.
 *
 * @param place of the event to send again; empty to list all
 * @param bootstrapServers of a Kafka that is not the local set's
 * @param clientProperties a file with further settings of Kafka's client, as Kafka's own tools take
 *     it
 */
record DeadLetterArguments(
    Optional<Place> place, Optional<String> bootstrapServers, Optional<Path> clientProperties) {

  static final String USAGE =
      """
      Usage: ./postly dead-letters list
             ./postly dead-letters send-again PARTITION:OFFSET
             both: [--bootstrap-server HOST:PORT,...] [--command-config FILE]""";

  private static final String LIST = "list";
  private static final String SEND_AGAIN = "send-again";
  private static final String BOOTSTRAP_SERVER = "--bootstrap-server";
  private static final String COMMAND_CONFIG = "--command-config";
  private static final Set<String> OPTIONS = Set.of(BOOTSTRAP_SERVER, COMMAND_CONFIG);
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

  /** Where an event is on the topic. */
  record Place(int partition, long offset) {

    @Override
    public String toString() {
      return partition + ":" + offset;
    }
  }

  /** Reads the words after {@code dead-letters}; empty if they make no sense. */
  static Optional<DeadLetterArguments> parse(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return switch (words.getFirst()) {
      case LIST -> of(Optional.empty(), words.subList(1, words.size()));
      case SEND_AGAIN ->
          words.size() < 2
              ? Optional.empty()
              : place(words.get(1))
                  .flatMap(place -> of(Optional.of(place), words.subList(2, words.size())));
      default -> Optional.empty();
    };
  }

  private static Optional<DeadLetterArguments> of(Optional<Place> place, List<String> words) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      boolean isRepeated = options.put(words.get(i), words.get(i + 1)) != null;
      if (isRepeated || !OPTIONS.contains(words.get(i))) {
        return Optional.empty();
      }
    }
    return words.size() % 2 == 0
        ? Optional.of(
            new DeadLetterArguments(
                place,
                Optional.ofNullable(options.get(BOOTSTRAP_SERVER)),
                Optional.ofNullable(options.get(COMMAND_CONFIG)).map(Path::of)))
        : Optional.empty();
  }

  private static Optional<Place> place(String word) {
    Matcher written = PLACE.matcher(word);
    return written.matches()
        ? Optional.of(
            new Place(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2))))
        : Optional.empty();
  }
}
