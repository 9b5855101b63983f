package io.postly.local.workflow;

import io.postly.local.PostlySet;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The two ways to call an action. */
enum Packaging {
  MCP {
    @Override
    Actions connect(URI gateway, Supplier<String> token) {
      return McpActions.connect(gateway, token);
    }
  },
  REST {
    @Override
    Actions connect(URI gateway, Supplier<String> token) {
      return RestActions.connect(gateway, token);
    }
  };

  private static final Map<String, Actions> CONNECTED = new ConcurrentHashMap<>();

  abstract Actions connect(URI gateway, Supplier<String> token);

  /** The actions on behalf of that person, with the given grant; all scopes if none is named. */
  Actions as(String person, String... scopes) {
    return CONNECTED.computeIfAbsent(
        this + person + String.join(" ", scopes),
        key -> {
          PostlySet set = WholeSet.running();
          return connect(set.gateway(), People.token(person, scopes));
        });
  }
}
