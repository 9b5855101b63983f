package io.postly.approvals.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

  @Test
  void whatStandsInAnAddressCannotLeaveItsPlace() {
    ApiRequest request =
        ApiRequest.to("workspaces", "a/../b c", "reviews")
            .with("draft_id", "1&limit=2")
            .with("state", null);

    assertEquals(
        "/api/v1/workspaces/a%2F..%2Fb%20c/reviews?draft_id=1%26limit%3D2", request.target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aSegmentThatLeadsElsewhereIsRefused(String segment) {
    assertThrows(
        RefusedException.class, () -> ApiRequest.to("workspaces", "acme", "undo", segment));
  }
}
