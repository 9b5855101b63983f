package io.postly.approvals.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.approvals.review.ReviewNeighbourScenario;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What the tests of invitations have in common: members who invite, and people who follow links.
 */
abstract class InvitationScenario extends ReviewNeighbourScenario {

  static final String COOKIE = "postly-invitation";
  static final String GUEST = "Casey Client";

  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
  private static final String PAGES = "/console/invitation/";

  /** An invitation, with what the person was sent. */
  record Invited(String id, String token, String code) {

    String page() {
      return PAGES + token;
    }

    /** A code that is not the right one. */
    String wrongCode() {
      return code.startsWith("2") ? "3" + code.substring(1) : "2" + code.substring(1);
    }
  }

  /** A member as the console acts for them. */
  Tokens inConsole(String role) {
    return member(role).channel("console");
  }

  String invitations(String review) {
    return address("/reviews/" + review + "/invitations");
  }

  ValidatableResponse invite(Tokens inviter, String review, Map<String, Object> wanted) {
    return Requests.as(inviter).body(wanted).post(invitations(review)).then();
  }

  /** Invites somebody as an approver who has nothing to do with the content. */
  Invited invited(String review) {
    return invited(inConsole("approver"), review);
  }

  Invited invited(Tokens inviter, String review) {
    return read(invite(inviter, review, Map.of("label", "The client")).statusCode(201));
  }

  static Invited read(ValidatableResponse created) {
    JsonPath body = created.extract().jsonPath();
    String link = body.getString("access.link");
    assertTrue(link.startsWith("http://localhost:8080" + PAGES), link);
    return new Invited(
        body.getString("invitation.id"),
        link.substring(link.lastIndexOf('/') + 1),
        body.getString("access.code"));
  }

  ValidatableResponse revoke(Tokens member, String review, String invitation) {
    return Requests.as(member).post(invitations(review) + "/" + invitation + "/revocation").then();
  }

  /** The review's invitations, as members see them. */
  ValidatableResponse listed(String review) {
    return Requests.as(inConsole("viewer")).get(invitations(review)).then().statusCode(200);
  }

  String state(String review) {
    return listed(review).extract().path("invitations[0].state");
  }

  static Response look(String page) {
    return given().redirects().follow(false).get(page);
  }

  static Response look(String page, String cookie) {
    return given().redirects().follow(false).cookie(COOKIE, cookie).get(page);
  }

  static Response enter(Invited invited, String name, String code) {
    return form(Map.of("name", name, "code", code)).post(invited.page());
  }

  /** Gives the right code, and gets the cookie for it. */
  static String entered(Invited invited) {
    return entered(invited, GUEST);
  }

  static String entered(Invited invited, String name) {
    Response answer = enter(invited, name, invited.code());
    answer.then().statusCode(303);
    return answer.cookie(COOKIE);
  }

  /** Presses the button to approve on the page that is shown. */
  static Response approveFromOutside(Invited invited, String cookie) {
    return send(invited, cookie, fields(invited, cookie, "approve"));
  }

  static Response requestChangesFromOutside(Invited invited, String cookie, String comment) {
    Map<String, String> fields = fields(invited, cookie, "request-changes");
    fields.put("comment", comment);
    return send(invited, cookie, fields);
  }

  /** What the form with that button sends. */
  static Map<String, String> fields(Invited invited, String cookie, String decision) {
    Document page = Jsoup.parse(look(invited.page(), cookie).asString());
    Map<String, String> fields = new HashMap<>();
    fields.put("token", page.selectFirst("input[name=token]").val());
    fields.put("content_hash", page.selectFirst("input[name=content_hash]").val());
    fields.put("decision", decision);
    return fields;
  }

  static Response send(Invited invited, String cookie, Map<String, String> fields) {
    return form(fields).cookie(COOKIE, cookie).post(invited.page());
  }

  private static RequestSpecification form(Map<String, String> fields) {
    return given().redirects().follow(false).contentType(FORM).formParams(fields);
  }

  /** The results of as many calls, all under way at the same time. */
  static <T> List<T> atOnce(int times, Supplier<T> call) {
    List<CompletableFuture<T>> calls =
        IntStream.range(0, times).mapToObj(_ -> CompletableFuture.supplyAsync(call)).toList();
    return calls.stream().map(CompletableFuture::join).toList();
  }
}
