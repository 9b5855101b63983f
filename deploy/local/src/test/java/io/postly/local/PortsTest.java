package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @TempDir Path directory;

  @Test
  void theUsualNumbersAreForWhoConfiguresNothing() {
    Ports ports = Ports.configured(Map.of(), directory.resolve("none.properties"));

    assertThat(ports.of(Port.GATEWAY)).isEqualTo(8080);
    assertThat(ports.of(Port.KEYCLOAK)).isEqualTo(8180);
  }

  @Test
  void theEnvironmentComesBeforeTheFile() throws IOException {
    Path file = directory.resolve("ports.properties");
    Files.writeString(file, "POSTLY_GATEWAY_PORT=8090\nPOSTLY_KAFKA_PORT=9192\n");

    Ports ports = Ports.configured(Map.of("POSTLY_GATEWAY_PORT", "8091"), file);

    assertThat(ports.of(Port.GATEWAY)).isEqualTo(8091);
    assertThat(ports.of(Port.KAFKA)).isEqualTo(9192);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
  void whatIsNoPortIsRefusedByName(String number) {
    Map<String, String> environment = Map.of("POSTLY_GATEWAY_PORT", number);

    assertThatThrownBy(() -> Ports.configured(environment, directory.resolve("none")))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("POSTLY_GATEWAY_PORT")
        .hasMessageContaining("1 to 65535");
  }

  @Test
  void onePortForTwoPartsIsRefused() {
    Map<String, String> environment = Map.of("POSTLY_GATEWAY_PORT", "8081");

    assertThatThrownBy(() -> Ports.configured(environment, directory.resolve("none")))
        .hasMessageContaining("POSTLY_GATEWAY_PORT")
        .hasMessageContaining("POSTLY_DRAFTS_PORT");
  }

  @Test
  void aPortInUseIsNamedWithTheKeyThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.free().with(Port.KAFKA, taken.getLocalPort());
      Part kafka = PostlySet.open(PostlyHome.at(directory), ports).part("kafka");

      assertThatThrownBy(kafka::start)
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + ", which kafka needs, is in use")
          .hasMessageContaining("POSTLY_KAFKA_PORT=<number>");
      assertThat(kafka.isRunning()).isFalse();
    }
  }
}
