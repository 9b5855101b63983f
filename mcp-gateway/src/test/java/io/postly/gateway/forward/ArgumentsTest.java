package io.postly.gateway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.fixture.Contracts;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private final Operation operation =
      new Catalog(List.of(Contracts.of("drafts"))).find("update_draft").orElseThrow();

  @Test
  void shouldPutEachArgumentWhereTheContractSays() {
    ServiceRequest request =
        request(
            "{'text':'Hi','notify':['author','team'],'draft_id':'d1','expected_revision':3,'workspace':'acme',"
                + "'idempotency_key':'k'}");

    assertEquals("/api/v1/workspaces/acme/drafts/d1?notify=author&notify=team", request.target());
    assertEquals(
        "{\"expected_revision\":3,\"text\":\"Hi\"}", request.body().orElseThrow().toString());
    assertEquals(Optional.of("k"), request.idempotencyKey());
  }

  @Test
  void shouldSendTheSameBodyWhateverTheOrderOfTheArguments() {
    ServiceRequest one =
        request("{'workspace':'acme','draft_id':'d1','expected_revision':3,'text':'Hi'}");
    ServiceRequest other =
        request("{'text':'Hi','expected_revision':3,'draft_id':'d1','workspace':'acme'}");

    assertEquals(one.body(), other.body());
  }

  @Test
  void shouldKeepNestedValuesAsTheyAre() {
    ServiceRequest request =
        request("{'workspace':'acme','draft_id':'d1','text':{'a':[1,{'b':null}]}}");

    assertEquals("{\"text\":{\"a\":[1,{\"b\":null}]}}", request.body().orElseThrow().toString());
  }

  @Test
  void shouldSendAnEmptyBodyWhereTheOperationTakesOne() {
    assertEquals(
        "{}", request("{'workspace':'acme','draft_id':'d1'}").body().orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../admin", "a/b", "a?b=c", "a#b", "a%2Fb", "a;b"})
  void shouldKeepAPathArgumentInItsSegment(String id) {
    String target = request(new JsonObject().put("workspace", "acme").put("draft_id", id)).target();

    assertEquals(
        "/api/v1/workspaces/acme/drafts/", target.substring(0, target.lastIndexOf('/') + 1));
    assertEquals(-1, target.indexOf('?'));
    assertEquals(-1, target.indexOf('#'));
  }

  @Test
  void shouldNameEverySegmentThatIsWrong() {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> request("{'zeal':1,'workspace':'..'}"));

    assertEquals(
        List.of("workspace", "draft_id"),
        refusal.violations().stream().map(Violation::field).toList());
  }

  @Test
  void shouldSendUnknownArgumentsForTheServiceToRefuse() {
    ServiceRequest request =
        request("{'zeal':1,'workspace':'acme','draft_id':'d1','confirm':true,'text':'Hi'}");

    assertEquals(
        "{\"text\":\"Hi\",\"confirm\":true,\"zeal\":1}", request.body().orElseThrow().toString());
    assertEquals("/api/v1/workspaces/acme/drafts/d1", request.target());
  }

  @Test
  void shouldRefuseArgumentsThatNoServerReads() {
    JsonObject arguments =
        new JsonObject().put("workspace", "acme").put("draft_id", "d".repeat(4_100));

    ProblemException refusal = assertThrows(ProblemException.class, () -> request(arguments));

    assertEquals(ActionErrorCode.INVALID_INPUT, refusal.code());
  }

  private ServiceRequest request(String arguments) {
    return request(new JsonObject(arguments.replace('\'', '"')));
  }

  private ServiceRequest request(JsonObject arguments) {
    Map<String, Object> values = arguments.getMap();
    return Arguments.toRequest(operation, values);
  }
}
