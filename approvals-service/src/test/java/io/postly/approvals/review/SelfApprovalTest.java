package io.postly.approvals.review;

import static org.hamcrest.Matchers.equalTo;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where operators allow that people approve what they wrote. */
@QuarkusTest
@TestProfile(SelfApprovalTest.Allowed.class)
@WithTestResource(PostlyBackends.class)
class SelfApprovalTest extends ReviewScenario {

  /** The setting under test. */
  public static class Allowed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postly.approvals.self-approval", "true");
    }
  }

  @Test
  void authorsMayApproveWhereItIsAllowed() {
    Tokens author = Tokens.of(workspace, "admin").subject("the-author");
    String review = submit(author, drafted("Hello"), 1).statusCode(201).extract().path("id");

    approve(author, review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void thatIsTheDefaultOfEveryPolicy() {
    Requests.as(viewer)
        .get("/api/v1/workspaces/" + workspace + "/policy")
        .then()
        .statusCode(200)
        .body("version", equalTo(0))
        .body("self_approval", equalTo(true));
  }

  @Test
  void aWorkspaceCanForbidIt() {
    setPolicy(policy -> policy.put("self_approval", false));
    Tokens author = Tokens.of(workspace, "admin").subject("the-author");
    String review = submitted(drafted("Hello"), 1);

    approve(author, review, 1).statusCode(409).body("code", equalTo("self_approval"));
  }

  @Test
  void thePermissionIsStillNeeded() {
    String review = submitted(drafted("Hello"), 1);

    approve(editor, review, 1).statusCode(403).body("code", equalTo("permission_denied"));
  }
}
