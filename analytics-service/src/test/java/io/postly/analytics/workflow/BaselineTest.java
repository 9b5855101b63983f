package io.postly.analytics.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BaselineTest {

  @Test
  void ofNoneThereIsNoMedian() {
    assertEquals(new StockStore.ByHand(0, 0), new Baseline().byHand());
  }

  @Property
  void itIsTheMedianOfAllThatWereAdded(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 500) Long> seconds) {
    Baseline baseline = new Baseline();
    for (int i = 0; i < seconds.size(); i++) {
      baseline.add(seconds.get(i));
      List<Long> sorted = seconds.subList(0, i + 1).stream().sorted().toList();
      double median = (sorted.get(i / 2) + sorted.get((i + 1) / 2)) / 2.0;
      assertEquals(new StockStore.ByHand(i + 1, median), baseline.byHand());
    }
  }
}
