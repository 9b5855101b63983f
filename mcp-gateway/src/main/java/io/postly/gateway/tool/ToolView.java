package io.postly.gateway.tool;

import io.postly.action.problem.ProblemException;
import io.postly.gateway.catalog.Operation;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tools that an address offers: {@code /mcp} all, {@code /mcp?toolset=drafts,schedule} those of
 * some sets, {@code /mcp?read_only=true} those that change nothing, whatever sets are named.
 *
 * @param toolsets the sets; empty for all
 * @param readOnly whether only tools that change nothing are offered
 */
public record ToolView(Set<String> toolsets, boolean readOnly) {

  private static final String TOOLSET = "toolset";
  private static final String READ_ONLY = "read_only";
  private static final String WORKSPACE = "workspace";
  private static final List<String> TOOLSETS =
      List.of("drafts", "approvals", "schedule", "publish", "analytics");

  /**
   * The view that a request's address names.
   *
   * @throws ProblemException {@code invalid_input} for an address that names none
   */
  public static ToolView of(RoutingContext request) {
    MultiMap parameters = request.queryParams();
    for (String name : parameters.names()) {
      if (!name.equals(TOOLSET) && !name.equals(READ_ONLY)) {
        throw ProblemException.invalid(name, "is not a view of the tools", TOOLSET, READ_ONLY);
      }
    }
    return new ToolView(toolsets(parameters.get(TOOLSET)), readOnly(parameters.get(READ_ONLY)));
  }

  private static Set<String> toolsets(String value) {
    Set<String> toolsets = new TreeSet<>();
    if (value != null) {
      toolsets.addAll(Arrays.asList(value.split(",", -1)));
    }
    if (!TOOLSETS.containsAll(toolsets)) {
      throw ProblemException.invalid(
          TOOLSET, "must name sets of tools", TOOLSETS.toArray(String[]::new));
    }
    return toolsets;
  }

  private static boolean readOnly(String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw ProblemException.invalid(READ_ONLY, "must be true or false", "true", "false");
    }
    return Boolean.parseBoolean(value);
  }

  /**
   * Whether the address offers the operation. Workspaces are asked for whatever one wants to do.
   */
  public boolean offers(Operation operation) {
    String toolset = operation.scope().split(":", 2)[0];
    boolean inSet = toolsets.isEmpty() || toolsets.contains(toolset) || toolset.equals(WORKSPACE);
    return inSet && (!readOnly || operation.hints().readOnly());
  }
}
