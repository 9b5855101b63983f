package io.postly.gateway.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.problem.ActionErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatewayErrorCodeTest {

  @Test
  void shouldNotRepeatTheSharedCatalog() {
    Set<String> shared =
        Arrays.stream(ActionErrorCode.values())
            .map(ActionErrorCode::code)
            .collect(Collectors.toSet());

    for (GatewayErrorCode code : GatewayErrorCode.values()) {
      assertFalse(shared.contains(code.code()), code.code());
    }
  }
}
