package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the launcher from ending a process that is not its own. */
class ProcessIdentityTest {

  @TempDir Path directory;

  @Test
  void aRecordedProcessIsFoundAgainUntilItEnds() throws IOException, InterruptedException {
    Process sleeping = new ProcessBuilder("sleep", "60").start();
    Path record = directory.resolve("part.properties");
    ProcessIdentity.of(sleeping.pid()).orElseThrow().record(record);

    ProcessIdentity found = ProcessIdentity.recorded(record).orElseThrow();
    assertThat(found.isRunning()).isTrue();
    assertThat(ProcessTree.of(found).residentBytes()).isPositive();

    ProcessTree.of(found).signal("KILL");
    sleeping.waitFor();
    assertThat(found.isRunning()).isFalse();
    assertThat(ProcessTree.of(found).residentBytes()).isZero();
  }

  @Test
  void aLaterProcessWithTheSameIdIsAnother() {
    long pid = ProcessHandle.current().pid();
    ProcessIdentity earlier = new ProcessIdentity(pid, "an earlier start");

    assertThat(ProcessIdentity.of(pid)).isPresent();
    assertThat(earlier.isRunning()).isFalse();
    assertThat(ProcessTree.of(earlier).isRunning()).isFalse();
  }

  @Test
  void withoutARecordThereIsNoProcess() {
    assertThat(ProcessIdentity.recorded(directory.resolve("none.properties"))).isEmpty();
  }
}
