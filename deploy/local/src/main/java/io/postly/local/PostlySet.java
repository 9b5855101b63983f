package io.postly.local;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All of Postly on one machine: PostgreSQL, Kafka, Keycloak, four services and the gateway, each a
 * process of its own that listens on 127.0.0.1 only. {@code ./postly up} and whole-set tests start
 * it the same way.
 *
 * <p>A set is known by its {@link PostlyHome}. Opening a home whose parts run finds them again;
 * closing the object stops them.
 *
 * <pre>{@code
 * try (PostlySet set = PostlySet.start(PostlyHome.at(directory), Ports.free())) {
 *   set.part("scheduling-service").kill();
 *   set.part("scheduling-service").environment(Map.of("KEY", "value")).start();
 * }
 * }</pre>
 */
public final class PostlySet implements AutoCloseable {

  /** Names of the parts that hold data or people, in the order in which they are listed. */
  public static final List<String> ENGINES =
      List.of(PostgresPlan.NAME, KafkaPlan.NAME, KeycloakPlan.NAME);

  /** Names of the services and the gateway, which are this project's modules. */
  public static final List<String> APPLICATIONS =
      List.of(
          "drafts-service",
          "approvals-service",
          "scheduling-service",
          "analytics-service",
          ServicePlans.GATEWAY);

  private final Ports ports;
  private final KeycloakPlan keycloak;
  private final Secrets secrets;
  private final List<String> databases;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private PostlySet(PostlyHome home, Ports ports, Project project) {
    this.ports = ports;
    this.secrets = new Secrets(home);
    this.keycloak = new KeycloakPlan(home, ports, secrets, project);
    ServicePlans services =
        new ServicePlans(ports, secrets, project, keycloak.issuer(), home.data(ServicePlans.BLOBS));
    this.databases = services.databases();
    List<PartPlan> plans = new ArrayList<>();
    plans.add(new PostgresPlan(home, ports, secrets, databases));
    plans.add(new KafkaPlan(home, ports, project));
    plans.add(keycloak);
    plans.addAll(services.all());
    plans.forEach(plan -> parts.put(plan.name(), new Part(plan, home, ports)));
  }

  /** The set of a home, running or not; nothing is started. */
  public static PostlySet open(PostlyHome home, Ports ports) {
    return new PostlySet(home, ports, Project.find());
  }

  /**
   * Starts everything, and returns when all answers.
   *
   * @throws LauncherFailure when a part does not come up; what this call started is stopped again
   */
  public static PostlySet start(PostlyHome home, Ports ports) {
    PostlySet set = open(home, ports);
    set.start(Progress.SILENT);
    return set;
  }

  /** Starts what does not run yet, in parallel as far as one does not need the other. */
  public void start(Progress progress) {
    start(parts.keySet(), progress);
  }

  /**
   * Starts the named parts without the others that they need.
   *
   * @throws LauncherFailure when a part does not come up; what this call started is stopped again
   */
  public void start(Set<String> names, Progress progress) {
    List<Part> down = parts().stream().filter(part -> names.contains(part.name())).toList();
    List<Part> toStop = down.stream().filter(part -> !part.isRunning()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
      for (Part part : down) {
        CompletableFuture<?>[] before =
            part.plan().needs().stream()
                .filter(starts::containsKey)
                .map(starts::get)
                .toArray(CompletableFuture<?>[]::new);
        starts.put(
            part.name(),
            CompletableFuture.allOf(before).thenRunAsync(() -> start(part, progress), threads));
      }
      CompletableFuture.allOf(starts.values().toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      stop(toStop);
      throw e.getCause() instanceof LauncherFailure failure ? failure : e;
    }
  }

  /** All parts, in the order in which they are listed. */
  public List<Part> parts() {
    return List.copyOf(parts.values());
  }

  /**
   * A part by its name.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException(
          "No part is called " + name + "; there are " + parts.keySet());
    }
    return part;
  }

  /** Stops everything, applications first. Parts that do not run are left alone. */
  public void stopAll() {
    stop(parts());
  }

  /** The same as {@link #stopAll()}. */
  @Override
  public void close() {
    stopAll();
  }

  /** The numbers that this set listens on. */
  public Ports ports() {
    return ports;
  }

  /** The gateway's address without a path. */
  public URI gateway() {
    return URI.create("http://localhost:" + ports.of(Port.GATEWAY));
  }

  /** Where an MCP client connects. */
  public URI mcp() {
    return gateway().resolve("/mcp");
  }

  /** Where people review, confirm and stop. */
  public URI console() {
    return gateway().resolve("/console");
  }

  /** Where people sign in: the realm's issuer. */
  public URI issuer() {
    return URI.create(keycloak.issuer());
  }

  /** The secret of the client {@code postly-gateway}. */
  public String gatewayClientSecret() {
    return secrets.gatewayClientSecret();
  }

  /** The secret of the client {@code postly-console}. */
  public String consoleClientSecret() {
    return secrets.consoleClientSecret();
  }

  /** The password of Keycloak's administrator, {@code admin}. */
  public String keycloakAdminPassword() {
    return secrets.keycloakAdminPassword();
  }

  /** The services' databases, each called by its service's short name. */
  public List<String> databases() {
    return databases;
  }

  /** The address of a service's database; user and database are called the same. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/" + database;
  }

  /** The password of a service's database user, for example {@code scheduling}. */
  public String databasePassword(String database) {
    return secrets.databasePassword(database);
  }

  private static void start(Part part, Progress progress) {
    if (part.state() == Part.State.READY) {
      // Whoever started it may have been cut off before this.
      part.plan().whenReady();
      return;
    }
    progress.starting(part.name());
    long begin = System.nanoTime();
    part.start();
    progress.ready(part.name(), Duration.ofNanos(System.nanoTime() - begin));
  }

  private static void stop(List<Part> listed) {
    // The gateway first, so that nobody calls a service that has gone; engines when nobody uses
    // them.
    stopTogether(listed.stream().filter(part -> part.name().equals(ServicePlans.GATEWAY)).toList());
    stopTogether(listed.stream().filter(part -> APPLICATIONS.contains(part.name())).toList());
    stopTogether(listed.stream().filter(part -> ENGINES.contains(part.name())).toList());
  }

  /** Each takes its time to end in good order; none has to wait for another's. */
  private static void stopTogether(List<Part> parts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              parts.stream()
                  .map(part -> CompletableFuture.runAsync(part::stop, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }
}
