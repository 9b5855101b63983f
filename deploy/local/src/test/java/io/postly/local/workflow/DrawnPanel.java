package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.monitoring.dashboard.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  private final Panel panel;
  private final Instant begin;
  private final XYChart chart;

  /** An empty one, of what began at that time. */
  DrawnPanel(Panel panel, Instant begin) {
    this.panel = panel;
    this.begin = begin;
    this.chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .xAxisTitle("seconds of the day's work")
            .yAxisTitle(panel.unit())
            .build();
    chart.getStyler().setXAxisDecimalPattern("0");
  }

  /** Draws the lines that a range query gave. */
  void add(Panel.Query query, JsonNode lines) {
    for (JsonNode line : lines) {
      List<Double> times = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (JsonNode point : line.at("/values")) {
        double value = Double.parseDouble(point.get(1).asText());
        if (Double.isFinite(value)) {
          times.add((double) Math.round(point.get(0).asDouble() - begin.getEpochSecond()));
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
