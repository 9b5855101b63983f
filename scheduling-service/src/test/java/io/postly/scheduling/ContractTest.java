package io.postly.scheduling;

import io.postly.action.fixture.ContractSnapshot;
import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ContractTest {

  @Test
  void theContractIsTheCommittedOne() {
    ContractSnapshot.check();
  }
}
