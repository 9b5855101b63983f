package io.postly.gateway.view;

import io.postly.gateway.access.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A page in which a chat shows answers (MCP Apps, 2026-01-26). It holds all that it needs, and has
 * no way to the network: what it learns and does goes through the chat.
 *
 * @param name as actions name it
 * @param title what a person reads
 * @param html the whole page
 * @param uri where clients read it; another one for another page, because clients keep what they
 *     have read
 */
public record View(String name, String title, String html, String uri) {

  /** The media type of views. */
  public static final String MEDIA_TYPE = "text/html;profile=mcp-app";

  /** With what their URIs begin. */
  public static final String SCHEME = "ui://";

  private static final String PREFIX = SCHEME + "postly/";
  private static final int VERSION_DIGITS = 8;
  private static final List<String> ADDRESSES =
      List.of("connectDomains", "resourceDomains", "frameDomains", "baseUriDomains");

  static View of(String name, String title, String html) {
    String version = Sha256.of(html).substring(0, VERSION_DIGITS);
    return new View(name, title, html, PREFIX + name + "-" + version + ".html");
  }

  /**
   * What a chat is asked for, as the content's {@code _meta.ui}: no address at all, and a frame.
   */
  public static JsonObject needs() {
    JsonObject addresses = new JsonObject();
    ADDRESSES.forEach(kind -> addresses.put(kind, new JsonArray()));
    return new JsonObject().put("csp", addresses).put("prefersBorder", true);
  }

  /**
   * Whether a URI is this view's, in whatever version: a list that a client has kept, or got from
   * another replica, may name another one.
   */
  boolean isAt(String other) {
    return other.matches(PREFIX + name + "-[0-9a-f]{" + VERSION_DIGITS + "}\\.html");
  }
}
