package io.postly.monitoring.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dashboards in the form that Grafana imports and provisions (schema version 39). */
public final class GrafanaJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int SCHEMA = 39;
  private static final int COLUMNS = 24;
  private static final int HEIGHT = 8;
  private static final String DATA = "${datasource}";

  private int nextId = 1;

  private GrafanaJson() {}

  /** A dashboard's file. */
  public static String of(Dashboard dashboard) {
    try {
      return MAPPER.writeValueAsString(new GrafanaJson().dashboard(dashboard)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }

  private ObjectNode dashboard(Dashboard dashboard) {
    ObjectNode json = NODES.objectNode();
    json.put("uid", dashboard.id());
    json.put("title", dashboard.title());
    json.put("description", dashboard.meaning());
    json.putArray("tags").add("postly");
    json.put("schemaVersion", SCHEMA);
    json.put("editable", false);
    json.put("refresh", "1m");
    json.putObject("time").put("from", "now-24h").put("to", "now");
    json.set("links", links());
    json.putObject("templating").set("list", variables(dashboard));
    json.set("panels", panels(dashboard));
    return json;
  }

  /** From each dashboard to the others. */
  private static ArrayNode links() {
    ObjectNode others = NODES.objectNode();
    others.put("type", "dashboards").put("title", "Postly").put("asDropdown", true);
    others.put("includeVars", true).put("keepTime", true).putArray("tags").add("postly");
    return NODES.arrayNode().add(others);
  }

  private static ArrayNode variables(Dashboard dashboard) {
    ArrayNode variables = NODES.arrayNode();
    variables.add(source("datasource", "Metrics", "prometheus"));
    variables.add(source("traces", "Traces", "tempo"));
    variables.add(choice("environment", "Environment", "label_values(up, environment)"));
    if (dashboard.rows().stream().anyMatch(Row::perService)) {
      variables.add(
          choice("service", "Service", "label_values(up{environment=~\"$environment\"}, job)"));
    }
    ObjectNode runbooks = variables.addObject();
    runbooks.put("name", "runbooks").put("label", "Runbooks at").put("type", "textbox");
    runbooks.put("query", "/runbooks").put("hide", 2);
    return variables;
  }

  private static ObjectNode source(String name, String label, String kind) {
    ObjectNode variable = NODES.objectNode();
    variable.put("name", name).put("label", label).put("type", "datasource").put("query", kind);
    return variable;
  }

  private static ObjectNode choice(String name, String label, String query) {
    ObjectNode variable = NODES.objectNode();
    variable.put("name", name).put("label", label).put("type", "query").put("query", query);
    variable.set("datasource", prometheus());
    variable.put("refresh", 2).put("multi", true).put("includeAll", true).put("allValue", ".*");
    variable.putObject("current").put("text", "All").put("value", "$__all");
    return variable;
  }

  private ArrayNode panels(Dashboard dashboard) {
    ArrayNode panels = NODES.arrayNode();
    int y = 0;
    for (Row row : dashboard.rows()) {
      panels.add(heading(row, y));
      y = add(panels, row, y + 1);
    }
    return panels;
  }

  private ObjectNode heading(Row row, int y) {
    ObjectNode heading = NODES.objectNode();
    heading.put("id", nextId++).put("type", "row").put("title", row.title());
    heading.put("collapsed", false).set("gridPos", position(0, y, COLUMNS, 1));
    if (row.perService()) {
      heading.put("repeat", "service");
    }
    return heading;
  }

  /** Fills lines from left to right; gives where the next row begins. */
  private int add(ArrayNode panels, Row row, int top) {
    int x = 0;
    int y = top;
    for (Panel panel : row.panels()) {
      int width = panel.kind().width();
      if (x + width > COLUMNS) {
        x = 0;
        y += HEIGHT;
      }
      panels.add(panel(panel, position(x, y, width, HEIGHT)));
      x += width;
    }
    return y + HEIGHT;
  }

  private ObjectNode panel(Panel panel, ObjectNode position) {
    ObjectNode json = NODES.objectNode();
    json.put("id", nextId++).put("type", panel.kind().type()).put("title", panel.title());
    json.put("description", panel.meaning());
    json.set("datasource", prometheus());
    json.set("gridPos", position);
    json.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
    json.set("targets", targets(panel));
    panel.alert().ifPresent(alert -> json.set("links", runbook(alert)));
    return json;
  }

  private static ArrayNode targets(Panel panel) {
    ArrayNode targets = NODES.arrayNode();
    for (Panel.Query query : panel.queries()) {
      ObjectNode target = targets.addObject();
      target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
      target.set("datasource", prometheus());
      target.put("expr", query.expression()).put("legendFormat", query.legend());
      target.put("instant", panel.kind() != Panel.Kind.LINES);
      target.put("range", panel.kind() == Panel.Kind.LINES);
      // Points of single calls that lead to their traces.
      target.put("exemplar", query.expression().contains("_bucket"));
      if (panel.kind() == Panel.Kind.TABLE) {
        target.put("format", "table");
      }
    }
    return targets;
  }

  private static ArrayNode runbook(String alert) {
    ObjectNode link = NODES.objectNode();
    link.put("title", "What to do").put("url", "${runbooks}/" + alert + ".md");
    return NODES.arrayNode().add(link);
  }

  private static ObjectNode prometheus() {
    return NODES.objectNode().put("type", "prometheus").put("uid", DATA);
  }

  private static ObjectNode position(int x, int y, int width, int height) {
    return NODES.objectNode().put("h", height).put("w", width).put("x", x).put("y", y);
  }
}
