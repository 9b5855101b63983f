package io.postly.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The services and the gateway, and how each is told of the others. */
final class ServicePlans {

  /** The gateway's name among the parts. */
  static final String GATEWAY = "mcp-gateway";

  /** The folder of the blobs, among what the set keeps. */
  static final String BLOBS = "blobs";

  private static final Map<String, Port> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("drafts", Port.DRAFTS);
    SERVICES.put("approvals", Port.APPROVALS);
    SERVICES.put("scheduling", Port.SCHEDULING);
    SERVICES.put("analytics", Port.ANALYTICS);
  }

  private final Ports ports;
  private final Secrets secrets;
  private final Project project;
  private final String issuer;
  private final Path blobs;

  ServicePlans(Ports ports, Secrets secrets, Project project, String issuer, Path blobs) {
    this.ports = ports;
    this.secrets = secrets;
    this.project = project;
    this.issuer = issuer;
    this.blobs = blobs;
  }

  /** A database for each service, called like its user. */
  List<String> databases() {
    return List.copyOf(SERVICES.keySet());
  }

  List<PartPlan> all() {
    List<PartPlan> plans = new ArrayList<>();
    SERVICES.forEach((name, port) -> plans.add(service(name, port)));
    plans.add(gateway());
    return plans;
  }

  private PartPlan service(String name, Port port) {
    Map<String, String> environment = common(port);
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/" + name);
    environment.put("QUARKUS_DATASOURCE_USERNAME", name);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePassword(name));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Port.KAFKA));
    environment.put("POSTLY_ACTION_CONFIRMATION_CONSOLE_URL", address(Port.GATEWAY) + "/console");
    // What people type there, they want done.
    environment.put("POSTLY_ACTION_CONFIRMATION_EXEMPT_CLIENTS", "postly-cli");
    if (port == Port.DRAFTS) {
      environment.put("POSTLY_BLOBS_DIRECTORY", blobs.toString());
      environment.put("POSTLY_DRAFTS_PUBLIC_URL", address(Port.GATEWAY));
    }
    if (port == Port.APPROVALS) {
      environment.put("POSTLY_BLOBS_DIRECTORY", blobs.toString());
      environment.put("POSTLY_CONSOLE_API_URL", address(Port.GATEWAY));
      environment.put("POSTLY_CONSOLE_CLIENT_SECRET", secrets.consoleClientSecret());
      environment.put("POSTLY_CONSOLE_COOKIE_KEY", secrets.consoleCookieKey());
    }
    if (port == Port.SCHEDULING) {
      environment.put("POSTLY_BLOBS_DIRECTORY", blobs.toString());
      environment.put("POSTLY_SCHEDULING_CREDENTIALS_KEY", secrets.credentialsKey());
    }
    return new ServicePlan(
        name + "-service",
        port,
        ports.of(port),
        Set.of(PostgresPlan.NAME, KafkaPlan.NAME),
        Map.copyOf(environment),
        project);
  }

  private PartPlan gateway() {
    Map<String, String> environment = common(Port.GATEWAY);
    environment.put("POSTLY_GATEWAY_PUBLIC_URL", address(Port.GATEWAY));
    SERVICES.forEach(
        (name, port) ->
            environment.put(
                "POSTLY_SERVICES_" + name.toUpperCase(Locale.ROOT) + "_URL",
                "http://127.0.0.1:" + ports.of(port)));
    environment.put("POSTLY_GATEWAY_SEAL_KEY", secrets.gatewaySealKey());
    environment.put("POSTLY_GATEWAY_CONSOLE_CLIENT", "postly-console");
    environment.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", issuer);
    environment.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", "postly-gateway");
    environment.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", secrets.gatewayClientSecret());
    return new ServicePlan(
        GATEWAY, Port.GATEWAY, ports.of(Port.GATEWAY), Set.of(), Map.copyOf(environment), project);
  }

  private Map<String, String> common(Port port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_PROFILE", "local");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(port)));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer);
    return environment;
  }

  private String address(Port port) {
    return "http://localhost:" + ports.of(port);
  }
}
