package io.postly.local.workflow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what the calls came to, for people. */
final class AccessDocument {

  private static final String INTRODUCTION =
      """
      # What each call comes to

      Made by a test that calls every action on a running set: in each role; with every scope but the one that it needs, and with
      that one alone; as somebody who belongs to another workspace, or to none; and with identifiers of another workspace's
      objects. It does so through MCP up to 2025-11-25, MCP of 2026-07-28 and REST, in roles after the first through one of them each.
      All of them end alike and refuse in the same words. What is out of reach is answered, word for word, as what does not exist.

      ● is done, *nothing* an empty list; all else is the error's code. [PERMISSIONS.md](PERMISSIONS.md) has the roles in words.

      """;

  private AccessDocument() {}

  static String of(List<AccessRow> rows) {
    StringBuilder document = new StringBuilder(INTRODUCTION).append("| action | scope |");
    AccessTrials.ROLES.forEach(role -> document.append(' ').append(role).append(" |"));
    document
        .append(" any other role | without the scope | not a member | another workspace's |\n")
        .append("|---|---|")
        .append(":-:|".repeat(AccessTrials.ROLES.size()))
        .append("---|---|---|---|\n");
    rows.forEach(row -> document.append(line(row)));
    return document.toString();
  }

  private static String line(AccessRow row) {
    List<String> cells = new ArrayList<>();
    cells.add(code(row.action().name()) + through(row.action()));
    cells.add(code(row.action().scope()));
    row.byRole().values().forEach(outcomes -> cells.add(outcomes.isDone() ? "●" : ""));
    cells.add(distinct(row.byRole().values().stream().filter(outcomes -> !outcomes.isDone())));
    cells.add(distinct(Stream.of(row.withoutScope())));
    cells.add(distinct(row.byOutsider().values().stream().map(AccessRow.Comparison::outOfReach)));
    cells.add(
        row.byForeignIdentifier().entrySet().stream()
            .map(AccessDocument::foreign)
            .collect(Collectors.joining(", ")));
    return cells.stream()
        .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
        .collect(Collectors.joining("", "|", "\n"));
  }

  private static String through(OfferedAction action) {
    if (action.protocols().equals(EnumSet.of(Protocol.REST))) {
      return " (REST only)";
    }
    return action.protocols().contains(Protocol.REST) ? "" : " (MCP only)";
  }

  private static String distinct(Stream<Outcomes> outcomes) {
    return outcomes
        .map(found -> found.isDone() ? "●" : code(found.code()))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static String foreign(Map.Entry<String, AccessRow.Comparison> identifier) {
    Outcomes outcomes = identifier.getValue().outOfReach();
    return code(identifier.getKey())
        + ": "
        + (outcomes.isDone() ? "*nothing*" : code(outcomes.code()));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
