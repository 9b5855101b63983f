package io.postly.approvals;

import io.postly.action.fixture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theServiceKeepsToTheRulesOfAllServices() {
    ServiceArchitecture.check("approvals");
  }
}
