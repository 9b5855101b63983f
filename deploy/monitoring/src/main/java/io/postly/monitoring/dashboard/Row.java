package io.postly.monitoring.dashboard;

import java.util.List;

/**
 * Panels that belong together.
 *
 * @param title what they are about
 * @param perService whether the row is repeated for each chosen service
 * @param panels from left to right, from top to bottom
 */
public record Row(String title, boolean perService, List<Panel> panels) {

  /** Copies the list. */
  public Row {
    panels = List.copyOf(panels);
  }

  static Row of(String title, Panel... panels) {
    return new Row(title, false, List.of(panels));
  }

  static Row perService(String title, Panel... panels) {
    return new Row(title, true, List.of(panels));
  }
}
