package io.postly.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** One Kafka node in a JVM of its own; see {@link KafkaBroker}. */
final class KafkaPlan implements PartPlan {

  static final String NAME = "kafka";

  private final PostlyHome home;
  private final Ports ports;
  private final Project project;

  KafkaPlan(PostlyHome home, Ports ports, Project project) {
    this.home = home;
    this.ports = ports;
    this.project = project;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.KAFKA, Port.KAFKA_CONTROLLER);
  }

  @Override
  public void prepare() {
    try {
      Files.createDirectories(home.data(NAME));
      Files.deleteIfExists(readyFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PropertiesFile.write(configuration(), settings());
  }

  @Override
  public List<String> command() {
    return List.of(
        Programs.java(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        // As the services: soon there, and next to nothing to do then.
        "-XX:TieredStopAtLevel=1",
        "-cp",
        project.launcherClasspath(),
        KafkaBroker.class.getName(),
        configuration().toString(),
        readyFile().toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean isReady() {
    return Files.exists(readyFile()) && !Ports.isFree(ports.of(Port.KAFKA));
  }

  private Properties settings() {
    String controller = "127.0.0.1:" + ports.of(Port.KAFKA_CONTROLLER);
    String broker = "PLAINTEXT://127.0.0.1:" + ports.of(Port.KAFKA);
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put("log.dirs", home.data(NAME).resolve("log").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "3");
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "3");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A segment is allocated in full; the usual gigabyte would be too much for each of many.
    settings.put("log.segment.bytes", "67108864");
    return settings;
  }

  private Path configuration() {
    return home.data(NAME).resolve("server.properties");
  }

  private Path readyFile() {
    return home.data(NAME).resolve("ready");
  }
}
