package io.postly.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.InverseDeclarations;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.undo.Inverse;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class InversesTest {

  @Inject @All List<Inverse> inverses;

  @Test
  void eachSaysWhatItsActionDeclares() {
    InverseDeclarations.check("approvals", inverses);
    assertEquals(
        List.of(
            "resolve_review_note",
            "revoke_invitation",
            "set_policy",
            "submit_for_approval",
            "withdraw_review"),
        inverses.stream().map(Inverse::action).sorted().toList());
  }
}
