package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.monitoring.dashboard.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel as a picture, so that a person can look at what its queries gave. */
final class DrawnPanel {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final long MILLIS = 1000;
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  private final Panel panel;
  private final XYChart chart;

  DrawnPanel(Panel panel) {
    this.panel = panel;
    this.chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .yAxisTitle(panel.unit())
            .build();
    chart.getStyler().setDatePattern("HH:mm:ss");
  }

  /** Draws the lines that a range query gave. */
  void add(Panel.Query query, JsonNode lines) {
    for (JsonNode line : lines) {
      List<Date> times = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (JsonNode point : line.at("/values")) {
        double value = Double.parseDouble(point.get(1).asText());
        if (Double.isFinite(value)) {
          times.add(new Date((long) (point.get(0).asDouble() * MILLIS)));
          values.add(value);
        }
      }
      if (!values.isEmpty()) {
        chart.addSeries(name(query, line), times, values).setMarker(SeriesMarkers.NONE);
      }
    }
  }

  private String name(Panel.Query query, JsonNode line) {
    Matcher label = LABEL.matcher(query.legend());
    String name =
        label.replaceAll(
            found -> Matcher.quoteReplacement(line.at("/metric/" + found.group(1)).asText("-")));
    // A chart has each name once.
    return chart.getSeriesMap().containsKey(name) ? name + " " + chart.getSeriesMap().size() : name;
  }

  void save(Path folder) throws IOException {
    Files.createDirectories(folder);
    String file = panel.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    if (!chart.getSeriesMap().isEmpty()) {
      BitmapEncoder.saveBitmap(
          chart, folder.resolve(file).toString(), BitmapEncoder.BitmapFormat.PNG);
    }
  }
}
