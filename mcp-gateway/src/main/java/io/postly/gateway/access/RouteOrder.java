package io.postly.gateway.access;

/**
 * Where the gateway's routes stand: behind the framework's authentication (-200), before the MCP
 * library's (0).
 */
public final class RouteOrder {

  /** Everything that answers or checks. */
  public static final int FIRST = -30;

  /** What answers a path's other methods. */
  public static final int OTHER_METHODS = -20;

  /** What answers all other paths. */
  public static final int OTHER_PATHS = -10;

  private RouteOrder() {}
}
