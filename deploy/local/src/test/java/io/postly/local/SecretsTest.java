package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path directory;

  @Test
  void secretsAreKeptAndDifferBetweenHomes() {
    Secrets first = new Secrets(PostlyHome.at(directory.resolve("one")));
    Secrets again = new Secrets(PostlyHome.at(directory.resolve("one")));
    Secrets other = new Secrets(PostlyHome.at(directory.resolve("two")));

    assertThat(again.databasePassword("drafts")).isEqualTo(first.databasePassword("drafts"));
    assertThat(other.databasePassword("drafts")).isNotEqualTo(first.databasePassword("drafts"));
    assertThat(first.databasePassword("approvals")).isNotEqualTo(first.databasePassword("drafts"));
    assertThat(Base64.getDecoder().decode(first.credentialsKey())).hasSize(32);
  }

  @Test
  void onlyTheOwnerReadsThem() throws IOException {
    PostlyHome home = PostlyHome.at(directory);
    new Secrets(home).gatewayClientSecret();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secretsFile())))
        .isEqualTo("rw-------");
  }
}
