package io.postly.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.fixture.BuiltContracts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScopesTest {

  @Test
  void shouldAdvertiseExactlyWhatActionsAskFor() {
    Set<String> askedFor =
        new Catalog(BuiltContracts.all())
            .operations().stream().map(Operation::scope).collect(Collectors.toSet());

    assertEquals(askedFor, Set.copyOf(Scopes.ALL));
  }

  @Test
  void shouldKeepWhatIsGrantedWhenMoreIsNeeded() {
    assertEquals(
        List.of("drafts:read", "drafts:write", "publish"),
        Scopes.with(List.of("drafts:write", "drafts:read"), "publish"));
  }
}
