package io.postly.approvals.review;

import io.postly.action.fixture.Tokens;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The scenario of reviews, for the tests of the features beside them. */
public abstract class ReviewNeighbourScenario extends ReviewScenario {

  /** A person with that role in the test's workspace. */
  protected Tokens member(String role) {
    return Tokens.of(workspace, role);
  }

  /** An address in the test's workspace. */
  protected String address(String path) {
    return "/api/v1/workspaces/" + workspace + path;
  }

  /** The test's workspace. */
  protected String workspace() {
    return workspace;
  }

  /** Moves the time on. */
  protected void later(Duration by) {
    clock.advance(by);
  }

  @Override
  protected void setPolicy(Consumer<Map<String, Object>> change) {
    super.setPolicy(change);
  }

  @Override
  protected ValidatableResponse approve(Tokens decider, String review, int revision) {
    return super.approve(decider, review, revision);
  }

  @Override
  protected ValidatableResponse submit(Tokens requester, UUID draft, int revision) {
    return super.submit(requester, draft, revision);
  }

  @Override
  protected UUID drafted(String text) {
    return super.drafted(text);
  }

  @Override
  protected UUID revised(UUID draft, int revision, String text) {
    return super.revised(draft, revision, text);
  }

  @Override
  protected UUID revised(
      UUID draft, int revision, String text, Consumer<Map<String, Object>> change) {
    return super.revised(draft, revision, text, change);
  }

  @Override
  protected UUID publish(UUID draft, Map<String, Object> event) {
    return super.publish(draft, event);
  }

  @Override
  protected Map<String, Object> revision(UUID draft, int revision, String text) {
    return super.revision(draft, revision, text);
  }

  @Override
  protected String submitted(UUID draft, int revision) {
    return super.submitted(draft, revision);
  }

  @Override
  protected ValidatableResponse approve(String review, int revision) {
    return super.approve(review, revision);
  }

  @Override
  protected ValidatableResponse reviewsOf(UUID draft) {
    return super.reviewsOf(draft);
  }
}
