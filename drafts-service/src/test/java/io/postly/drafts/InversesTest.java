package io.postly.drafts;

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
    InverseDeclarations.check("drafts", inverses);
    assertEquals(
        List.of("archive_draft", "restore_draft", "update_draft"),
        inverses.stream().map(Inverse::action).sorted().toList());
  }
}
