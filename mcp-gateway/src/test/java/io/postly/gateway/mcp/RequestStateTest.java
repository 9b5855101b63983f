package io.postly.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStateTest {

  private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
  private static final JsonObject STATE = new JsonObject().put("round", 1);
  private static final String CALL =
      "{\"name\":\"list_drafts\",\"arguments\":{\"label\":\"a\",\"limit\":{\"x\":1,\"y\":[null,2]}}}";

  private final Seals seals = new Seals("a key of at least thirty-two characters");
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final RequestState states = new RequestState(seals, clock);

  @Test
  void shouldComeBackOnceAtEachReplica() {
    String state = states.seal(STATE, binding("ada", CALL));

    assertEquals(Optional.of(STATE), states.open(state, binding("ada", CALL)));
    assertTrue(states.open(state, binding("ada", CALL)).isEmpty());
    RequestState replica =
        new RequestState(new Seals("a key of at least thirty-two characters"), clock);
    assertEquals(Optional.of(STATE), replica.open(state, binding("ada", CALL)));
  }

  @Test
  void shouldNotMindTheOrderOfMembersNorWhatChangesFromRoundToRound() {
    String state = states.seal(STATE, binding("ada", CALL));

    String again =
        "{\"inputResponses\":{},\"requestState\":\"x\",\"_meta\":{\"a\":1},"
            + "\"arguments\":{\"limit\":{\"y\":[null,2],\"x\":1},\"label\":\"a\"},\"name\":\"list_drafts\"}";
    assertEquals(Optional.of(STATE), states.open(state, binding("ada", again)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"get_draft\",\"arguments\":{\"label\":\"a\",\"limit\":{\"x\":1,\"y\":[null,2]}}}",
        "{\"name\":\"list_drafts\",\"arguments\":{\"label\":\"b\",\"limit\":{\"x\":1,\"y\":[null,2]}}}",
        "{\"name\":\"list_drafts\",\"arguments\":{\"label\":\"a\",\"limit\":{\"x\":1,\"y\":[2,null]}}}",
        "{\"name\":\"list_drafts\",\"uri\":\"x\",\"arguments\":{\"label\":\"a\",\"limit\":{\"x\":1,\"y\":[null,2]}}}",
        "{}"
      })
  void shouldBeForOneCall(String other) {
    String state = states.seal(STATE, binding("ada", CALL));

    assertTrue(states.open(state, binding("ada", other)).isEmpty());
  }

  @Test
  void shouldBeForOnePerson() {
    String state = states.seal(STATE, binding("ada", CALL));

    assertTrue(states.open(state, binding("bob", CALL)).isEmpty());
  }

  @Test
  void shouldLastTenMinutes() {
    String state = states.seal(STATE, binding("ada", CALL));
    String other = states.seal(STATE, binding("ada", CALL));

    now = START.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertEquals(Optional.of(STATE), states.open(state, binding("ada", CALL)));
    now = START.plus(Duration.ofMinutes(10));
    assertTrue(states.open(other, binding("ada", CALL)).isEmpty());
  }

  @Test
  void shouldOpenUnderItsOwnKeyAndForItsOwnPurposeOnly() {
    String state = states.seal(STATE, binding("ada", CALL));

    assertTrue(
        new RequestState(new Seals("another key of more than thirty-two characters"), clock)
            .open(state, binding("ada", CALL))
            .isEmpty());
    assertTrue(seals.open("session", state).isEmpty());
    String[] parts = state.split("\\.", -1);
    String[] others = states.seal(STATE, binding("ada", "{}")).split("\\.", -1);
    assertTrue(states.open(others[0] + "." + parts[1], binding("ada", CALL)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a", "a.b", "a.b.c", "ä.ö", "%.%"})
  void shouldTakeNothingElse(String text) {
    assertTrue(states.open(text, binding("ada", CALL)).isEmpty());
  }

  private static RequestState.Binding binding(String person, String params) {
    return new RequestState.Binding(
        person, new McpRequest(1, "tools/call", new JsonObject(params), ClientInput.NONE));
  }
}
