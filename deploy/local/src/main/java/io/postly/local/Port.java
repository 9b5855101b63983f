package io.postly.local;

/** The ports that a running set takes on 127.0.0.1, with the key that changes each. */
public enum Port {
  /** MCP, REST and, later, the console. */
  GATEWAY("POSTLY_GATEWAY_PORT", 8080),
  DRAFTS("POSTLY_DRAFTS_PORT", 8081),
  APPROVALS("POSTLY_APPROVALS_PORT", 8082),
  SCHEDULING("POSTLY_SCHEDULING_PORT", 8083),
  ANALYTICS("POSTLY_ANALYTICS_PORT", 8084),
  KEYCLOAK("POSTLY_KEYCLOAK_PORT", 8180),
  POSTGRES("POSTLY_POSTGRES_PORT", 5442),
  KAFKA("POSTLY_KAFKA_PORT", 9092),
  KAFKA_CONTROLLER("POSTLY_KAFKA_CONTROLLER_PORT", 9093);

  private final String key;
  private final int usual;

  Port(String key, int usual) {
    this.key = key;
    this.usual = usual;
  }

  /** The environment variable, and the key in {@code ports.properties}. */
  public String key() {
    return key;
  }

  /** The number taken when nothing is configured. */
  public int usual() {
    return usual;
  }
}
