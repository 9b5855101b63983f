package io.postly.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Whole directories: copied, unpacked, removed. */
final class FileTree {

  private static final int ANY_EXECUTE = 0b001_001_001;

  private FileTree() {}

  /** Copies a directory with its file modes; the target must not exist. */
  static void copy(Path source, Path target) {
    try (Stream<Path> paths = Files.walk(source)) {
      Files.createDirectories(target.getParent());
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(
            path, target.resolve(source.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a directory with all that is in it; links are removed, not followed. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks a {@code .txz} into a directory, which must be empty. */
  static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException(entry.getName() + " leads out of " + target);
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, path);
      if ((entry.getMode() & ANY_EXECUTE) != 0) {
        makeExecutable(path);
      }
    }
  }

  private static void makeExecutable(Path path) throws IOException {
    Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    modes.add(PosixFilePermission.OWNER_EXECUTE);
    Files.setPosixFilePermissions(path, modes);
  }
}
