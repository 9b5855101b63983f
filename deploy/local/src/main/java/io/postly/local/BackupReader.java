package io.postly.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads what {@link BackupWriter} wrote, and believes nothing of it that it has not checked. */
final class BackupReader implements AutoCloseable {

  private static final Set<String> ABOUT_ITSELF = Set.of(BackupManifest.NAME, BackupManifest.LIST);

  private final Path file;
  private final ZipFile zip;

  /** The archive is not as it was written. */
  static final class Damage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Damage(String what) {
      super(what);
    }
  }

  /**
   * Opens a backup.
   *
   * @throws LauncherFailure if there is none of that name, or it is damaged
   */
  BackupReader(Path file) throws IOException {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new LauncherFailure("There is no file " + file + ".");
    }
    try {
      this.zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  /**
   * Unpacks everything into a directory that is made for it, its owner's alone, and checks each
   * file's digest.
   *
   * @throws LauncherFailure if anything is not as it was written, or of a newer version
   */
  BackupManifest unpack(Path target) throws IOException {
    try {
      String list = text(BackupManifest.LIST);
      SortedMap<String, String> digests = BackupManifest.digests(list);
      BackupManifest manifest =
          BackupManifest.read(text(BackupManifest.NAME), digestOf(list), digests.size());
      List<? extends ZipEntry> entries = zip.stream().toList();
      requireAll(entries, digests);
      PostlyHome.makePrivate(target);
      for (ZipEntry entry : entries) {
        if (!ABOUT_ITSELF.contains(entry.getName())) {
          unpack(entry, digests, target);
        }
      }
      return manifest;
    } catch (Damage | ZipException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private static void requireAll(
      List<? extends ZipEntry> entries, SortedMap<String, String> digests) {
    Set<String> missing = new HashSet<>(digests.keySet());
    entries.forEach(entry -> missing.remove(entry.getName()));
    if (!missing.isEmpty()) {
      throw new Damage(missing.iterator().next() + " is missing");
    }
  }

  private void unpack(ZipEntry entry, SortedMap<String, String> digests, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new Damage(entry.getName() + " leads out of it");
    }
    if (entry.isDirectory()) {
      makeDirectories(path, target);
      return;
    }
    makeDirectories(path.getParent(), target);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    DigestInputStream content =
        new DigestInputStream(zip.getInputStream(entry), BackupWriter.sha256());
    try (content;
        OutputStream out = Files.newOutputStream(path)) {
      content.transferTo(out);
    }
    String digest = HexFormat.of().formatHex(content.getMessageDigest().digest());
    if (!digest.equals(digests.get(entry.getName()))) {
      throw new Damage(entry.getName() + " is not what was written");
    }
  }

  private static void makeDirectories(Path directory, Path top) throws IOException {
    if (!directory.equals(top) && !Files.exists(directory)) {
      makeDirectories(directory.getParent(), top);
      PostlyHome.makePrivate(directory);
    }
  }

  private String text(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new Damage("it has no " + name);
    }
    try (InputStream content = zip.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String digestOf(String text) {
    return HexFormat.of()
        .formatHex(BackupWriter.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private LauncherFailure damaged(String what, Exception cause) {
    return new LauncherFailure(
        file + " is no whole backup of Postly: " + what + ". Nothing was changed.", cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
