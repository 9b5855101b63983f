package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random histories of drafts while the policy changes: whoever does what in whatever order, only
 * what was approved under the policy of its review goes out, and no revision is lost. The receiver
 * of the posts is the judge.
 */
class ApprovedContentPropertyIT {

  private static WebhookReceiver receiver;
  private static DraftHistory.Setting setting;

  @BeforeContainer
  static void connect() {
    receiver = WebhookReceiver.start();
    setting = DraftHistory.Setting.in("globex", receiver);
  }

  @AfterContainer
  static void leaveAsItWas() {
    setting.needApprovals(1);
    receiver.close();
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void whatGoesOutWasApprovedUnderThePolicyOfItsReview(
      @ForAll @Size(min = 8, max = 18) List<DraftHistory.Step> steps) {
    setting.needApprovals(1);
    DraftHistory history = DraftHistory.begin(setting);

    steps.forEach(history::take);

    history.awaitDispatch();
    assertThat(history.publishedWithoutApproval()).as("%s", steps).isEmpty();
    assertThat(history.publishedTwice()).as("%s", steps).isEmpty();
    assertThat(history.lostRevisions()).as("%s", steps).isEmpty();
  }
}
