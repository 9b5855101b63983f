package io.postly.local.workflow;

import io.postly.local.PostlySet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The packagings as they are on the wire: that of MCP has two eras. */
enum Protocol {
  LEGACY_MCP {
    @Override
    Actions as(String person, String... scopes) {
      return Packaging.MCP.as(person, scopes);
    }
  },
  MODERN_MCP {
    @Override
    Actions as(String person, String... scopes) {
      return modern(person, scopes);
    }
  },
  REST {
    @Override
    Actions as(String person, String... scopes) {
      return Packaging.REST.as(person, scopes);
    }
  };

  private static final Map<String, ModernMcpActions> MODERN = new ConcurrentHashMap<>();

  /** The actions on behalf of that person, with the given grant; all scopes if none is named. */
  abstract Actions as(String person, String... scopes);

  /** The same through the latest MCP, which can also list its tools as they are sent. */
  static ModernMcpActions modern(String person, String... scopes) {
    return MODERN.computeIfAbsent(
        person + String.join(" ", scopes),
        key -> {
          PostlySet set = WholeSet.running();
          return ModernMcpActions.connect(set.gateway(), People.token(person, scopes));
        });
  }
}
