package io.postly.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Dashboard;
import io.postly.monitoring.dashboard.Panel;
import io.postly.monitoring.objective.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardsTest {

  /** Nothing is measured that nobody looks at. */
  @Test
  void everyMetricIsShown() {
    Set<String> unseen = new TreeSet<>();
    for (Metric metric : Metric.values()) {
      if (expressions().noneMatch(expression -> expression.contains(metric.prometheusName()))) {
        unseen.add(metric.prometheusName());
      }
    }

    assertEquals(Set.of(), unseen);
  }

  @Test
  void everyPanelSaysWhatItMeans() {
    for (Panel panel : panels()) {
      assertTrue(panel.meaning().endsWith("."), panel.title());
      panel
          .alert()
          .ifPresent(
              alert ->
                  assertTrue(Files.exists(Path.of("prometheus", "alerts", alert + ".yml")), alert));
    }
  }

  @Test
  void everyQueryIsOfTheChosenEnvironment() {
    expressions()
        .forEach(
            expression ->
                assertTrue(expression.contains("environment=~\"$environment\""), expression));
  }

  @Test
  void titlesAreUniqueWithinADashboard() {
    for (Dashboard dashboard : Dashboard.all()) {
      List<String> titles = dashboard.panels().stream().map(Panel::title).toList();
      assertEquals(titles.size(), Set.copyOf(titles).size(), dashboard.title());
    }
  }

  /** An objective whose bound is no bucket's could not be worked out. */
  @Test
  void objectivesAreMeasuredAtABucketsBound() {
    for (Objective objective : Objective.values()) {
      String failures = objective.failures("5m");
      if (failures.contains("le=")) {
        double bound = Double.parseDouble(failures.replaceAll(".*le=\"([0-9.]+)\".*", "$1"));
        Metric metric =
            Arrays.stream(Metric.values())
                .filter(one -> failures.contains(one.prometheusName() + "_bucket"))
                .findFirst()
                .orElseThrow();
        assertTrue(
            metric.buckets().stream()
                .map(bucket -> bucket.toMillis() / 1000.0)
                .collect(Collectors.toSet())
                .contains(bound),
            objective.name());
      }
    }
  }

  private static List<Panel> panels() {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream()).toList();
  }

  private static Stream<String> expressions() {
    return panels().stream()
        .flatMap(panel -> panel.queries().stream())
        .map(Panel.Query::expression);
  }
}
