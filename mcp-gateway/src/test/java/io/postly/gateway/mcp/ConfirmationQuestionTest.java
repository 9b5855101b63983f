package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Modern;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client is asked for the confirmation that a service needs. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ConfirmationQuestionTest {

  private static final String ID = "approvals-0198b7a4-0000-7000-8000-000000000001";
  private static final String URL = "http://localhost:8080/console/acme/confirmations/" + ID;
  private static final String HEADER = "Postly-Confirmed-In-Dialog";
  private static final JsonObject ANYTHING =
      new JsonObject()
          .put(
              "elicitation",
              new JsonObject().put("form", new JsonObject()).put("url", new JsonObject()));
  private static final JsonObject FORMS =
      new JsonObject().put("elicitation", new JsonObject().put("form", new JsonObject()));

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void signIn() {
    services.reset();
    token = identityProvider.token("approvals:decide");
  }

  @Test
  void shouldGiveTheLinkToAClientThatCannotAsk() {
    need(false);

    Modern.send(token, "tools/call", call())
        .statusCode(200)
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString(URL));
    Modern.send(token, "tools/call", call(), FORMS)
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("confirmation_required"));
    Mcp.send(token, "tools/call", call())
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString(URL));
    assertNull(services.approvals().received().getFirst().header(HEADER));
  }

  @Test
  void shouldHaveTheClientOpenThePage() {
    need(false);

    String state =
        Modern.send(token, "tools/call", call(), ANYTHING)
            .statusCode(200)
            .body("result.resultType", equalTo("input_required"))
            .body("result.inputRequests.confirmation.params.mode", equalTo("url"))
            .body("result.inputRequests.confirmation.params.url", equalTo(URL))
            .body("result.inputRequests.confirmation.params.elicitationId", equalTo(ID))
            .extract()
            .path("result.requestState");
    services.approvals().reset();

    answer(state, accepted(null)).body("result.isError", equalTo(false));

    assertNull(services.approvals().only().header(HEADER), "Only a dialog is vouched for");
  }

  @Test
  void shouldNotAskTwice() {
    need(false);
    String state = ask("url");

    answer(state, accepted(null))
        .body("result.resultType", equalTo("complete"))
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString(URL));
  }

  @Test
  void shouldTakeATrustedClientsDialog() {
    need(true);
    String state =
        Modern.send(token, "tools/call", call(), ANYTHING)
            .body("result.inputRequests.confirmation.params.mode", equalTo("form"))
            .body(
                "result.inputRequests.confirmation.params.message",
                equalTo("Approve the draft?\n\nThe wall (sandbox):\nHello"))
            .body("result.inputRequests.confirmation.params.url", nullValue())
            .extract()
            .path("result.requestState");
    services.approvals().reset();

    answer(state, accepted(true)).body("result.isError", equalTo(false));

    assertEquals(ID, services.approvals().only().header(HEADER));
    answer(state, accepted(true)).statusCode(400);
    assertEquals(1, services.approvals().received().size());
  }

  @Test
  void shouldShowInADialogAllThatGoesOut() {
    JsonObject picture =
        new JsonObject()
            .put("sha256", "0123456789abcdef".repeat(4))
            .put("type", "image/jpeg")
            .put("width", 1600)
            .put("height", 900);
    JsonObject content =
        content()
            .put("pictures", JsonArray.of(picture.copy().put("alt_text", "A sunrise"), picture))
            .put(
                "thread",
                JsonArray.of(
                    new JsonObject().put("text", "Two\n\n3 of 3:\nNot a part"),
                    new JsonObject().put("text", "Three")));
    need(true, content);

    Modern.send(token, "tools/call", call(), ANYTHING)
        .body("result.inputRequests.confirmation.params.mode", equalTo("form"))
        .body(
            "result.inputRequests.confirmation.params.message",
            equalTo(
                """
                Approve the draft?

                The wall (sandbox), 1 of 3:
                Hello

                Picture 1 of 2 (image/jpeg, 1600 x 900, SHA-256 0123456789abcdef…), alt text:
                A sunrise

                Picture 2 of 2 (image/jpeg, 1600 x 900, SHA-256 0123456789abcdef…), no alt text

                2 of 3:
                Two

                3 of 3:
                Not a part

                3 of 3:
                Three"""));
  }

  @Test
  void shouldShowInADialogTheWarningThatAllIsBehind() {
    need(true, content().put("content_warning", "Food"));

    Modern.send(token, "tools/call", call(), ANYTHING)
        .body(
            "result.inputRequests.confirmation.params.message",
            equalTo(
                "Approve the draft?\n\nThe wall (sandbox), behind the content warning “Food”:\nHello"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellTheServiceOfANo(boolean dialog) {
    for (JsonObject no :
        dialog
            ? List.of(accepted(false), new JsonObject().put("action", "decline"))
            : List.of(new JsonObject().put("action", "decline"))) {
      need(dialog);
      String state = ask(dialog ? "form" : "url");
      services.approvals().reset();
      services
          .approvals()
          .answer(
              409,
              new JsonObject().put("code", "confirmation_declined").put("status", 409).encode());

      answer(state, no)
          .body("result.isError", equalTo(true))
          .body("result.content[0].text", containsString("confirmation_declined"));

      assertEquals(ID, services.approvals().only().header("Postly-Declined-In-Dialog"));
      assertNull(services.approvals().only().header(HEADER));
      services.approvals().reset();
    }
  }

  @Test
  void shouldNotTakeSilenceForAYes() {
    need(true);
    for (JsonObject silence :
        List.of(accepted(null), new JsonObject().put("action", "cancel"), new JsonObject())) {
      String state = ask("form");
      int before = services.approvals().received().size();

      answer(state, silence)
          .body("result.isError", equalTo(true))
          .body("result.content[0].text", containsString("confirmation_declined"));

      assertEquals(before, services.approvals().received().size());
    }
  }

  @Test
  void shouldBelieveNobodyElsesState() {
    need(true);
    String state = ask("form");
    String stranger = identityProvider.tokenOf("stranger", "approvals:decide");

    Modern.send(
            stranger,
            "tools/call",
            call().put("inputResponses", responses(accepted(true))).put("requestState", state),
            ANYTHING)
        .statusCode(400);
    JsonObject otherCall = call();
    otherCall.getJsonObject("arguments").put("expected_revision", 2);
    Modern.send(
            token,
            "tools/call",
            otherCall.put("inputResponses", responses(accepted(true))).put("requestState", state),
            ANYTHING)
        .statusCode(400);
    Modern.send(
            token, "tools/call", call().put("inputResponses", responses(accepted(true))), ANYTHING)
        .body("result.resultType", equalTo("input_required"));
  }

  @Test
  void shouldPassOnNoClientsHeader() {
    Mcp.with(token)
        .header(HEADER, ID)
        .body(Mcp.message("tools/call", call()))
        .post("/mcp")
        .then()
        .statusCode(200);
    Mcp.with(token)
        .header(HEADER, ID)
        .body("{\"expected_revision\":1}")
        .post("/api/v1/workspaces/acme/reviews/0198b7a4-0000-7000-8000-000000000009/approval");

    services.approvals().received().forEach(request -> assertNull(request.header(HEADER)));
    assertEquals(2, services.approvals().received().size());
  }

  private static JsonObject content() {
    return new JsonObject()
        .put("channel", "The wall")
        .put("network", "sandbox")
        .put("text", "Hello");
  }

  private void need(boolean dialog) {
    need(dialog, content());
  }

  private void need(boolean dialog, JsonObject content) {
    JsonObject offer =
        new JsonObject()
            .put("id", ID)
            .put("url", URL)
            .put("expires_at", "2026-11-26T12:00:00Z")
            .put("summary", "Approve the draft")
            .put("content", JsonArray.of(content))
            .put("dialog", dialog);
    services
        .approvals()
        .answer(
            428,
            new JsonObject()
                .put("code", "confirmation_required")
                .put("status", 428)
                .put("confirmation", offer)
                .encode());
  }

  private String ask(String mode) {
    return Modern.send(token, "tools/call", call(), ANYTHING)
        .body("result.inputRequests.confirmation.params.mode", equalTo(mode))
        .extract()
        .path("result.requestState");
  }

  private ValidatableResponse answer(String state, JsonObject response) {
    return Modern.send(
        token,
        "tools/call",
        call().put("inputResponses", responses(response)).put("requestState", state),
        ANYTHING);
  }

  private static JsonObject responses(JsonObject response) {
    return new JsonObject().put("confirmation", response);
  }

  private static JsonObject accepted(Boolean confirm) {
    JsonObject accepted = new JsonObject().put("action", "accept");
    return confirm == null
        ? accepted
        : accepted.put("content", new JsonObject().put("confirm", confirm));
  }

  private static JsonObject call() {
    return new JsonObject()
        .put("name", "approve_draft")
        .put(
            "arguments",
            new JsonObject()
                .put("workspace", "acme")
                .put("review_id", "0198b7a4-0000-7000-8000-000000000009")
                .put("expected_revision", 1));
  }
}
