package io.postly.approvals.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What there is without a sign-in; the rest is tried out on a running set, in a browser. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class OpenPagesTest {

  @Inject Assets assets;

  @Test
  void pagesMayLoadTheirOwnFilesAndNothingElse() {
    given()
        .when()
        .get("/console/session/ended")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header(
            "Content-Security-Policy",
            allOf(
                startsWith("default-src 'none';"),
                containsString("script-src 'self';"),
                containsString("frame-ancestors 'none'"),
                not(containsString("unsafe"))))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Cache-Control", equalTo("no-store"))
        .body(containsString(assets.stylesheet()))
        .body(containsString("You are signed out"));
  }

  @Test
  void browsersKeepStylesForGood() {
    given()
        .when()
        .get(assets.stylesheet())
        .then()
        .statusCode(200)
        .contentType("text/css")
        .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
  }

  @Test
  void anotherVersionsStylesAreAnsweredAndNotKept() {
    given()
        .when()
        .get("/console/assets/console-0000000000000000.css")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void whatIsNotThereIsAPageToo() {
    given()
        .when()
        .get("/console/assets/nothing.css")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("There is nothing at this address."));
  }

  @Test
  void theApiStillAnswersWithProblems() {
    given()
        .when()
        .get("/api/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header("Content-Security-Policy", nullValue());
  }
}
