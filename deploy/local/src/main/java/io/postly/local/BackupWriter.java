package io.postly.local;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: a zip file of its owner's alone, which has its name only once it is whole. Its
 * last entries are the digests of all others and the {@link BackupManifest}.
 */
final class BackupWriter implements AutoCloseable {

  private final Path file;
  private final Path unfinished;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final SortedMap<String, String> digests = new TreeMap<>();

  /**
   * Begins a backup.
   *
   * @throws LauncherFailure if the file is there already, or cannot be written
   */
  BackupWriter(Path file) {
    this.file = file.toAbsolutePath();
    if (Files.exists(this.file)) {
      throw new LauncherFailure(file + " is there already; name another file.");
    }
    try {
      this.unfinished =
          Files.createTempFile(
              this.file.getParent(),
              "." + this.file.getFileName(),
              ".unfinished",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      this.channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new LauncherFailure(file + " cannot be written: " + e, e);
    }
    this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    zip.setLevel(Deflater.BEST_SPEED);
  }

  void addDirectory(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name + "/"));
    zip.closeEntry();
  }

  /** Adds a file under that name, unless it has been removed meanwhile. */
  void addIfThere(String name, Path source) throws IOException {
    try (InputStream content = Files.newInputStream(source)) {
      add(name, content);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  void add(String name, String content) throws IOException {
    add(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private void add(String name, InputStream content) throws IOException {
    digests.put(name, write(name, content));
  }

  /** Writes the manifest, and gives the file its name. */
  void finish(BackupManifest manifest) throws IOException {
    String list = BackupManifest.listOf(digests);
    String digest = write(BackupManifest.LIST, stream(list));
    write(BackupManifest.NAME, stream(manifest.text(digests.size(), digest)));
    zip.finish();
    zip.flush();
    channel.force(true);
    zip.close();
    Files.move(unfinished, file);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String write(String name, InputStream content) throws IOException {
    DigestInputStream digested = new DigestInputStream(content, sha256());
    zip.putNextEntry(new ZipEntry(name));
    digested.transferTo(zip);
    zip.closeEntry();
    return HexFormat.of().formatHex(digested.getMessageDigest().digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves nothing behind of a backup that was not finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }
}
