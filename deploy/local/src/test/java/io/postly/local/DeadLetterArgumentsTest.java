package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterArgumentsTest {

  @Test
  void listsThoseOfTheLocalSet() {
    assertThat(parse("list"))
        .contains(new DeadLetterArguments(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void sendsOneOfAnotherKafkaAgain() {
    assertThat(
            parse(
                "send-again 2:17 --bootstrap-server kafka:9092 --command-config client.properties"))
        .contains(
            new DeadLetterArguments(
                Optional.of(new DeadLetterArguments.Place(2, 17)),
                Optional.of("kafka:9092"),
                Optional.of(Path.of("client.properties"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lists",
        "send-again",
        "send-again 2",
        "send-again 2:x",
        "send-again 2:17 3:4",
        "send-again 99999999999:1",
        "list --bootstrap-server",
        "list --bootstrap-server a --bootstrap-server b",
        "list --server a"
      })
  void anythingElseIsNotUnderstood(String words) {
    assertThat(parse(words)).isEmpty();
  }

  private static Optional<DeadLetterArguments> parse(String words) {
    return DeadLetterArguments.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
  }
}
