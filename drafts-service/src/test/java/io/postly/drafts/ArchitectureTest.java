package io.postly.drafts;

import io.postly.action.fixture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theServiceKeepsToTheRulesOfAllServices() {
    ServiceArchitecture.check("drafts");
  }
}
