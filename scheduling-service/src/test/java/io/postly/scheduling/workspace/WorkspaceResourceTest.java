package io.postly.scheduling.workspace;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WorkspaceResourceTest extends SchedulingScenario {

  @Test
  void shouldListTheCallersWorkspacesOnly() {
    Tokens person = Tokens.of(workspace, "editor").and(workspace, "approver").and("aaa", "viewer");

    Requests.as(person)
        .get("/api/v1/workspaces")
        .then()
        .statusCode(200)
        .body("workspaces.workspace", contains("aaa", workspace))
        .body("workspaces[1].roles", contains("editor", "approver"))
        .body("workspaces[1].time_zone", equalTo("UTC"));
  }

  @Test
  void shouldSetTheTimeZoneAndSayHowToTakeItBack() {
    Requests.as(admin)
        .body(Map.of("time_zone", "Europe/Rome"))
        .put(path("/time-zone"))
        .then()
        .statusCode(200)
        .body("time_zone", equalTo("Europe/Rome"))
        .body("action.id", notNullValue())
        .body("action.undo.by", equalTo("set_time_zone"));

    Requests.as(viewer)
        .get("/api/v1/workspaces")
        .then()
        .body("workspaces[0].time_zone", equalTo("Europe/Rome"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rome", "+01:00", "GMT+1", " "})
  void shouldRefuseWhatIsNoIanaZone(String zone) {
    Requests.as(admin)
        .body(Map.of("time_zone", zone))
        .put(path("/time-zone"))
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body("violations.field", contains("time_zone"));
  }

  @Test
  void shouldLetAdminsOnlySetTheTimeZone() {
    Requests.as(editor)
        .body(Map.of("time_zone", "Europe/Rome"))
        .put(path("/time-zone"))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void shouldNotKnowAWorkspaceOutOfReach() {
    Requests.as(Tokens.of("another", "admin"))
        .body(Map.of("time_zone", "Europe/Rome"))
        .put(path("/time-zone"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldRequireTheScope() {
    Requests.as(Tokens.of(workspace, "admin").scopes("drafts:read"))
        .get("/api/v1/workspaces")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }
}
