package io.postly.scheduling;

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
  void shouldSayWhatTheirActionsDeclare() {
    InverseDeclarations.check("scheduling", inverses);
    assertEquals(
        List.of(
            "cancel_post",
            "delete_notification_endpoint",
            "pause_queue",
            "reorder_queue",
            "reschedule_post",
            "resume_publishing",
            "resume_queue",
            "schedule_post",
            "set_posting_slots",
            "set_publishing_rules",
            "set_time_zone",
            "stop_publishing",
            "update_notification_endpoint"),
        inverses.stream().map(Inverse::action).sorted().toList());
  }
}
