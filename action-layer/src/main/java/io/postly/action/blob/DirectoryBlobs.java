package io.postly.action.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps blobs as files of one directory, {@code ab/abcd…} by the digits of their names. A file
 * appears whole or not at all, whoever else writes the same blob: it is written aside, forced to
 * the disk and then renamed.
 */
final class DirectoryBlobs extends CheckedBlobs {

  private static final String ASIDE = "incoming";
  private static final int DIGITS_OF_FOLDER = 2;
  private static final Duration LONGEST_WRITING = Duration.ofDays(1);

  private final Path directory;
  private final Clock clock;

  /**
   * In that directory, which is made if it is not there.
   *
   * @param largest in bytes
   * @throws IllegalStateException if nothing can be read there
   */
  DirectoryBlobs(Path directory, long largest, Clock clock) {
    super(largest);
    this.directory = directory.toAbsolutePath();
    this.clock = clock;
    requireReadable();
  }

  private void requireReadable() {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw unusable("read", e);
    }
    if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
      throw unusable("read", null);
    }
  }

  @Override
  public void prepareForPutting() {
    try {
      Files.delete(written(new byte[1]));
      removeAbandoned();
    } catch (IOException e) {
      throw unusable("written to", e);
    }
  }

  /** What a writer that was killed has left. Others may be writing at this moment. */
  private void removeAbandoned() throws IOException {
    Instant tooOld = clock.instant().minus(LONGEST_WRITING);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(ASIDE))) {
      for (Path file : files) {
        if (isOlder(file, tooOld)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant instant) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private IllegalStateException unusable(String purpose, IOException cause) {
    return new IllegalStateException(
        "postly.blobs.directory must name a directory that can be %s; it is %s"
            .formatted(purpose, directory),
        cause);
  }

  @Override
  void keep(BlobId id, byte[] content) {
    Path file = file(id);
    try {
      if (!holds(file, content)) {
        write(content, file);
      }
      // Also where it was there already: whoever has written it may not have come so far.
      force(file.getParent());
      force(directory);
    } catch (IOException e) {
      throw new BlobStoreException("A blob could not be written", e);
    }
  }

  /** A file that was damaged since is written anew. */
  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false;
    }
  }

  private void write(byte[] content, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path written = written(content);
    try {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private Path written(byte[] content) throws IOException {
    Path aside =
        Files.createTempFile(Files.createDirectories(directory.resolve(ASIDE)), "blob", "");
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
    return aside;
  }

  /** A name is on the disk only once its folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  Optional<byte[]> find(BlobId id, long most) {
    try {
      Path file = file(id);
      if (Files.size(file) > most) {
        throw BlobStoreException.damaged(id);
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BlobStoreException("A blob could not be read", e);
    }
  }

  private Path file(BlobId id) {
    return directory.resolve(id.sha256().substring(0, DIGITS_OF_FOLDER)).resolve(id.sha256());
  }
}
