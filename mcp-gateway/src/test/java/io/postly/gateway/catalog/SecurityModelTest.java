package io.postly.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.gateway.fixture.BuiltContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What people read of actions that need a person is what the contracts say. */
class SecurityModelTest {

  private static final Path DOCUMENT = Path.of("../docs/SECURITY-MODEL.md");
  private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

  @Test
  void shouldNameTheConfirmedActions() throws IOException {
    assertEquals(
        declared(action -> action.path("confirmed").asBoolean()), named("Confirmed actions"));
  }

  @Test
  void shouldNameThePersonalActions() throws IOException {
    assertEquals(
        declared(action -> action.path("personal").asBoolean()), named("Personal actions"));
  }

  /** Which these are, no contract says: the rules do, by their arguments. */
  @Test
  void shouldNameActionsThatThereAre() throws IOException {
    Set<String> atTimes = named("Confirmed at times");
    atTimes.remove("send_again");

    assertTrue(atTimes.size() >= 3, atTimes.toString());
    assertTrue(
        declared(action -> !action.path("confirmed").asBoolean()).containsAll(atTimes),
        atTimes.toString());
  }

  private static Set<String> declared(Predicate<JsonNode> wanted) {
    return actions()
        .filter(wanted)
        .map(action -> action.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> actions() {
    return BuiltContracts.all().stream()
        .map(contract -> contract.document().path("paths"))
        .flatMap(SecurityModelTest::members)
        .flatMap(SecurityModelTest::members)
        .map(operation -> operation.path("x-postly-action"))
        .filter(JsonNode::isObject);
  }

  private static Stream<JsonNode> members(JsonNode object) {
    return StreamSupport.stream(object.spliterator(), false);
  }

  /** The actions that the list's point of that heading names. */
  private static Set<String> named(String heading) throws IOException {
    String start = "- **" + heading + "**";
    return Stream.of(Files.readString(DOCUMENT).split("\n(?=- |\n)"))
        .filter(point -> point.startsWith(start))
        .map(NAME::matcher)
        .map(matcher -> matcher.results().map(SecurityModelTest::name).toList())
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }
}
