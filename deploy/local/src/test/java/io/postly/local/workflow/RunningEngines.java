package io.postly.local.workflow;

import io.postly.local.Part;
import io.postly.local.PostlySet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts an installation beside the engines that run here: their addresses for those that it names,
 * and what they know for its secrets. Everything else stays as the installation says it.
 */
final class RunningEngines {

  private static final Pattern SECRET = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://[^/]+/([a-z]+).*");

  /** The broker here neither encrypts nor asks who calls. */
  private static final Set<String> OF_AN_ENCRYPTED_BROKER =
      Set.of(
          "KAFKA_SECURITY_PROTOCOL",
          "KAFKA_SASL_MECHANISM",
          "KAFKA_SASL_JAAS_CONFIG",
          "KAFKA_SSL_TRUSTSTORE_TYPE",
          "KAFKA_SSL_TRUSTSTORE_LOCATION");

  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, String> secrets = new TreeMap<>();
  private final Map<String, Integer> ports;
  private final PostlySet set;

  /** Those of the running set, of which all parts must run. */
  RunningEngines(PostlySet set) {
    this.set = set;
    this.ports = set.parts().stream().collect(Collectors.toMap(Part::name, Part::port));
    nameAddresses();
    nameSecrets();
  }

  /** An installation's environments, with which its parts can be started here. */
  Map<String, Map<String, String>> applyTo(Installation installation) {
    Map<String, Map<String, String>> applied = new TreeMap<>();
    installation
        .environments()
        .forEach((part, environment) -> applied.put(part, applied(part, environment)));
    return applied;
  }

  private Map<String, String> applied(String part, Map<String, String> environment) {
    Map<String, String> applied = new TreeMap<>(environment);
    applied.keySet().removeAll(OF_AN_ENCRYPTED_BROKER);
    applied.replaceAll((key, value) -> here(value));
    applied.put("QUARKUS_HTTP_PORT", Integer.toString(ports.get(part)));
    applied.computeIfPresent(
        "KAFKA_BOOTSTRAP_SERVERS", (key, value) -> "127.0.0.1:" + ports.get("kafka"));
    return applied;
  }

  private String here(String value) {
    Matcher database = DATABASE.matcher(value);
    if (database.matches()) {
      return set.jdbcUrl(database.group(1));
    }
    String here = value;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      here = here.replace(address.getKey(), address.getValue());
    }
    return SECRET
        .matcher(here)
        .replaceAll(secret -> Matcher.quoteReplacement(known(secret.group(1))));
  }

  private String known(String secret) {
    String value = secrets.get(secret);
    if (value == null) {
      throw new AssertionError("Nobody is said to bring " + secret + ": " + secrets.keySet());
    }
    return value;
  }

  private void nameAddresses() {
    String gateway = "localhost:" + ports.get("mcp-gateway");
    addresses.put("https://postly.example.com", "http://" + gateway);
    addresses.put("https://id.example.com/realms/postly", set.issuer().toString());
    addresses.put("http://postly-keycloak-service:8080/realms/postly", set.issuer().toString());
    addresses.put("postly-mcp-gateway:8080", gateway);
    addresses.put("http://localhost:8180/realms/postly", set.issuer().toString());
    addresses.put("http://keycloak:8180/realms/postly", set.issuer().toString());
    addresses.put("http://localhost:8080", "http://" + gateway);
    addresses.put("mcp-gateway:8080", gateway);
    int number = 8081;
    for (String service : services()) {
      String address = "127.0.0.1:" + ports.get(service);
      addresses.put("postly-" + service + ":" + number, address);
      addresses.put(service + ":" + number, address);
      number++;
    }
  }

  /** What each Secret of the chart's values, and each variable that Compose asks for, holds. */
  private void nameSecrets() {
    Map<String, String> gateway = started("mcp-gateway");
    Map<String, String> approvals = started("approvals-service");
    Map<String, String> scheduling = started("scheduling-service");
    secret(gateway.get("POSTLY_GATEWAY_SEAL_KEY"), "own-postly/seal-key", "GATEWAY_SEAL_KEY");
    secret(
        approvals.get("POSTLY_CONSOLE_COOKIE_KEY"), "own-postly/cookie-key", "CONSOLE_COOKIE_KEY");
    secret(
        scheduling.get("POSTLY_SCHEDULING_CREDENTIALS_KEY"),
        "own-postly/credentials-key",
        "CREDENTIALS_KEY");
    secret(set.gatewayClientSecret(), "own-postly/gateway-client", "GATEWAY_CLIENT_SECRET");
    secret(set.consoleClientSecret(), "own-postly/console-client", "CONSOLE_CLIENT_SECRET");
    for (String database : set.databases()) {
      secret(database, "own-" + database + "/username");
      secret(
          set.databasePassword(database),
          "own-" + database + "/password",
          database.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD");
    }
  }

  private void secret(String value, String... names) {
    for (String name : names) {
      secrets.put(name, value);
    }
  }

  private Map<String, String> started(String part) {
    return ProcessEnvironment.of(set.part(part));
  }

  private static List<String> services() {
    return PostlySet.APPLICATIONS.stream().filter(part -> part.endsWith("-service")).toList();
  }
}
