package io.postly.gateway.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations that several services have: each call goes to the one that it names. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RoutedCallTest {

  private static final String PATH = "/api/v1/workspaces/acme/confirmations/";
  private static final String UUID = "0198b7a4-0000-7000-8000-000000000001";

  FakeIdentityProvider identityProvider;
  Services services;

  @BeforeEach
  void reset() {
    services.reset();
  }

  @Test
  void shouldGoToTheServiceThatTheIdentifierNames() {
    get("scheduling-" + UUID).statusCode(200);
    assertEquals(PATH + "scheduling-" + UUID, services.scheduling().only().target());
    assertTrue(services.approvals().received().isEmpty());

    get("approvals-" + UUID).statusCode(200);
    assertEquals(PATH + "approvals-" + UUID, services.approvals().only().target());
  }

  @Test
  void shouldRefuseWhatNamesNoneThatHasIt() {
    for (String id : new String[] {"drafts-" + UUID, "nobody-" + UUID, UUID, "-"}) {
      get(id).statusCode(404).body("code", equalTo("not_found"));
    }
    assertTrue(services.drafts().received().isEmpty());
  }

  @Test
  void shouldSayThatTheConsoleCallsByItsTokenAlone() {
    get("approvals-" + UUID);
    assertEquals("rest", services.approvals().only().header("Postly-Channel"));
    services.reset();

    Mcp.with(identityProvider.tokenFor("postly-console", "workspace:read"))
        .get(PATH + "approvals-" + UUID);
    assertEquals("console", services.approvals().only().header("Postly-Channel"));
    assertEquals("postly-console", services.approvals().only().header("Postly-Client"));
  }

  private ValidatableResponse get(String id) {
    return Mcp.with(identityProvider.token("workspace:read")).get(PATH + id).then();
  }
}
