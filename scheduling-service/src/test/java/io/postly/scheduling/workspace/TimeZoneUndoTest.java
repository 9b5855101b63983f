package io.postly.scheduling.workspace;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class TimeZoneUndoTest extends SchedulingScenario {

  @Test
  void shouldSetTheZoneBackAndForth() {
    String offer = set("Europe/Rome").extract().path("action.undo.id");

    String undo =
        undo(offer)
            .statusCode(200)
            .body("result.time_zone", equalTo("UTC"))
            .extract()
            .path("action.undo.id");
    undo(undo).statusCode(200).body("result.time_zone", equalTo("Europe/Rome"));
  }

  @Test
  void shouldNotOverwriteWhatWasSetSince() {
    String offer = set("Europe/Rome").extract().path("action.undo.id");
    set("Asia/Tokyo");

    undo(offer)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("set_time_zone by " + workspace + " admin at"))
        .body("detail", containsString("The time zone is Asia/Tokyo by now."));
  }

  @Test
  void shouldOfferNothingWhereNothingWasChanged() {
    set("UTC").body("action.undo.possible", equalTo(false));
  }

  @Test
  void shouldLetAdminsOnlySetItBack() {
    String offer = set("Europe/Rome").extract().path("action.undo.id");

    Requests.as(editor)
        .post(path("/undo/" + offer))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  private ValidatableResponse set(String zone) {
    return Requests.as(admin)
        .body(Map.of("time_zone", zone))
        .put(path("/time-zone"))
        .then()
        .statusCode(200);
  }

  private ValidatableResponse undo(String offer) {
    return Requests.as(admin).post(path("/undo/" + offer)).then();
  }
}
