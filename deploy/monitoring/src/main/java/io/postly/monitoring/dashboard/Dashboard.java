package io.postly.monitoring.dashboard;

import java.util.List;

/**
 * One page of panels.
 *
 * @param id its identifier and its file's name
 * @param title what it is called
 * @param meaning whom it serves, and for what
 * @param rows from top to bottom
 */
public record Dashboard(String id, String title, String meaning, List<Row> rows) {

  /** Copies the list. */
  public Dashboard {
    rows = List.copyOf(rows);
  }

  /** All that there are. */
  public static List<Dashboard> all() {
    return List.of(
        ProductDashboard.make(),
        GatewayDashboard.make(),
        PublishingDashboard.make(),
        PlatformDashboard.make());
  }

  /** All panels, whatever their row. */
  public List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }
}
