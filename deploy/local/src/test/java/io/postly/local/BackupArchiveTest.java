package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is believed only where it is as it was written. */
class BackupArchiveTest {

  private static final Instant MOMENT = Instant.parse("2026-11-26T09:55:00Z");

  @TempDir Path directory;

  @Test
  void whatWasWrittenIsReadAndIsItsOwnersAlone() throws IOException {
    Path file = written();

    BackupManifest manifest = unpack(file);

    assertThat(manifest.moment()).isEqualTo(MOMENT);
    assertThat(unpacked("data/postgres/base/1")).hasContent("rows");
    assertThat(unpacked("data/postgres/pg_wal")).isEmptyDirectory();
    assertThat(modes(file)).isEqualTo("rw-------");
    assertThat(modes(unpacked("data/postgres/base/1"))).isEqualTo("rw-------");
    assertThat(modes(unpacked("data/postgres"))).isEqualTo("rwx------");
  }

  @Test
  void noOtherFileIsReplacedAndNoHalfOneIsLeft() throws IOException {
    Path file = written();
    assertThatThrownBy(() -> new BackupWriter(file)).hasMessageContaining("is there already");

    try (BackupWriter interrupted = new BackupWriter(directory.resolve("other"))) {
      interrupted.add("secrets.properties", "key=1");
    }

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path file = written();
    change(file, "data/postgres/base/1", "Rows");

    assertRefused(file, "data/postgres/base/1 is not what was written");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Path file = written();
    try (FileSystem archive = FileSystems.newFileSystem(file)) {
      Files.delete(archive.getPath("/secrets.properties"));
    }

    assertRefused(file, "secrets.properties is missing");
  }

  @Test
  void anAddedFileIsRefused() throws IOException {
    Path file = written();
    change(file, "data/another", "");

    assertRefused(file, "data/another is not what was written");
  }

  @Test
  void aFileThatLeadsElsewhereIsRefused() throws IOException {
    Path file = directory.resolve("backup");
    try (BackupWriter archive = new BackupWriter(file)) {
      archive.add("../outside", "");
      archive.finish(BackupManifest.at(MOMENT));
    }

    assertRefused(file, "leads out of it");
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  @Test
  void aBackupThatWasCutOffIsRefused() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertRefused(file, "no whole backup of Postly");
  }

  @Test
  void whatIsNoBackupIsRefused() throws IOException {
    assertThatThrownBy(() -> unpack(directory.resolve("none"))).hasMessageContaining("no file");
    assertRefused(Files.writeString(directory.resolve("text"), "text"), "no whole backup");
  }

  @Test
  void aBackupOfANewerVersionIsRefused() throws IOException {
    Path file = written();
    replace(file, "format=1", "format=2");
    assertRefused(file, "of a newer version of Postly");

    Path ofAnotherServer = directory.resolve("other");
    Files.copy(file, ofAnotherServer);
    replace(ofAnotherServer, "format=2", "format=1");
    replace(ofAnotherServer, "postgres=18", "postgres=19");
    assertRefused(ofAnotherServer, "PostgreSQL 19");
  }

  private Path written() throws IOException {
    Path source = Files.writeString(Files.createTempFile("rows", null), "rows");
    Path file = directory.resolve("backup");
    try (BackupWriter archive = new BackupWriter(file)) {
      archive.add("secrets.properties", "key=1");
      archive.addDirectory("data/postgres/pg_wal");
      archive.addIfThere("data/postgres/base/1", source);
      archive.addIfThere("data/postgres/base/2", source.resolveSibling("gone-meanwhile"));
      archive.finish(BackupManifest.at(MOMENT));
    } finally {
      Files.delete(source);
    }
    return file;
  }

  private static void change(Path file, String name, String content) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(file)) {
      Files.writeString(archive.getPath("/" + name), content);
    }
  }

  private static void replace(Path file, String before, String after) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(file)) {
      Path manifest = archive.getPath("/" + BackupManifest.NAME);
      Files.writeString(manifest, Files.readString(manifest).replace(before, after));
    }
  }

  private void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> unpack(file))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining(why);
  }

  private BackupManifest unpack(Path file) throws IOException {
    FileTree.delete(directory.resolve("unpacked"));
    try (BackupReader backup = new BackupReader(file)) {
      return backup.unpack(directory.resolve("unpacked"));
    }
  }

  private Path unpacked(String name) {
    return directory.resolve("unpacked").resolve(name);
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
