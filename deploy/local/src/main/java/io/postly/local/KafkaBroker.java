package io.postly.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** The Kafka process: formats its storage the first time, runs, and sees to Postly's topics. */
public final class KafkaBroker {

  private static final Set<String> TOPICS =
      Set.of(
          "postly.drafts",
          "postly.approvals",
          "postly.publications",
          "postly.actions",
          "postly.dead-letters");
  private static final int PARTITIONS = 3;
  private static final short REPLICAS = 1;

  private KafkaBroker() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments Kafka's properties file, and a file to be created when clients may come
   */
  public static void main(String[] arguments)
      throws IOException, ExecutionException, InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Path configuration = Path.of(arguments[0]);
    Properties properties = PropertiesFile.read(configuration);
    formatOnce(configuration, Path.of(properties.getProperty("log.dirs")));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    createTopics(properties.getProperty("advertised.listeners").replace("PLAINTEXT://", ""));
    Files.createFile(Path.of(arguments[1]));
    server.awaitShutdown();
  }

  private static void formatOnce(Path configuration, Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    String[] arguments = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", configuration.toString()
    };
    if (StorageTool.execute(arguments, silent) != 0) {
      throw new IllegalStateException("Kafka's storage was not formatted");
    }
  }

  private static void createTopics(String bootstrap)
      throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          TOPICS.stream()
              .filter(topic -> !present.contains(topic))
              .map(topic -> new NewTopic(topic, PARTITIONS, REPLICAS))
              .toList();
      admin.createTopics(missing).all().get();
    }
  }
}
