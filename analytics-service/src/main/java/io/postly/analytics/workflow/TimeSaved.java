package io.postly.analytics.workflow;

import java.time.Duration;

/**
 * What one published workflow of an assistant saved.
 *
 * @param seconds the baseline less the people's time; negative if the assistant's way took longer
 * @param baseline {@code workspace}: the median of its own workflows by hand; {@code configured}:
 *     the operator's figure
 * @param baselineSeconds the baseline itself
 */
record TimeSaved(long seconds, String baseline, long baselineSeconds) {

  static TimeSaved against(
      StockStore.ByHand byHand, int samplesNeeded, Duration configured, Duration person) {
    boolean own = byHand.samples() >= samplesNeeded;
    long baseline = own ? Math.round(byHand.medianSeconds()) : configured.toSeconds();
    return new TimeSaved(baseline - person.toSeconds(), own ? "workspace" : "configured", baseline);
  }
}
