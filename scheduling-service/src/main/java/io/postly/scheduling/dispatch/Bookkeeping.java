package io.postly.scheduling.dispatch;

import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.work.Attempts;
import io.postly.scheduling.work.Batch;
import io.postly.scheduling.work.Batches;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What dispatchers take down before they claim: doubts what may have gone out, takes back what was
 * abandoned, and ends what was missed. Used by one caller at a time.
 */
final class Bookkeeping {

  private final int batchSize;
  private final List<Step> doubts;
  private final List<Step> steps;

  private record Step(Batches batches, ToIntFunction<Batch> work) {

    static Step of(String name, ToIntFunction<Batch> work) {
      return new Step(new Batches(name), work);
    }

    int take(int limit) {
      return batches.deal(limit, work);
    }
  }

  Bookkeeping(PublicationLedger posts, PartLedger parts, UpdateLedger updates, int batchSize) {
    this.batchSize = batchSize;
    this.doubts =
        List.of(
            Step.of("posts in doubt since a restore", batch -> posts.doubtRestored(batch)),
            Step.of("parts in doubt since a restore", batch -> parts.doubtRestored(batch)));
    this.steps =
        Stream.concat(
                doubts.stream(),
                Stream.of(
                    Step.of("posts whose lease has ended", batch -> posts.expireLeases(batch)),
                    Step.of("posts that are overdue", batch -> posts.missOverdue(batch)),
                    Step.of("parts whose lease has ended", batch -> parts.expireLeases(batch)),
                    Step.of("parts that are overdue", batch -> parts.failOverdue(batch)),
                    Step.of("updates whose lease has ended", batch -> updates.expireLeases(batch)),
                    Step.of("updates that are overdue", batch -> updates.failOverdue(batch))))
            .toList();
  }

  /** Doubts all that may have gone out after the backup that the database was restored from. */
  void doubtAllRestored() {
    while (doubts.stream().mapToInt(step -> step.take(batchSize)).sum() > 0) {
      // There may be more than one batch.
    }
  }

  /** Takes every step, a batch of each. */
  void run(Attempts attempts) {
    steps.forEach(step -> attempts.make(() -> step.take(batchSize)));
  }
}
