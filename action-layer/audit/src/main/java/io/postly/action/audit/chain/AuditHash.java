package io.postly.action.audit.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The link between an audit entry and the one before it: SHA-256 over the previous hash, the
 * sequence number and every field, each with its length, so that no two different entries have the
 * same input. The confirmation, which entries have not always had, is left out where there is none.
 */
public final class AuditHash {

  /** What stands for the hash before the first entry's. */
  public static final String FIRST = "";

  private static final int ABSENT = -1;

  private AuditHash() {}

  /** The hash of an entry in its place. */
  public static String of(String previous, long sequence, AuditEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, previous);
      out.writeLong(sequence);
      for (Object field : fields(entry)) {
        write(out, field);
      }
      if (entry.confirmationId() != null) {
        write(out, entry.confirmationId());
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static Object[] fields(AuditEntry entry) {
    return new Object[] {
      entry.id(),
      entry.workspace(),
      entry.at(),
      entry.action(),
      entry.outcome(),
      entry.code(),
      entry.personId(),
      entry.personName(),
      entry.channel(),
      entry.client(),
      entry.subjectType(),
      entry.subjectId(),
      entry.argumentDigest(),
      entry.before(),
      entry.after(),
      entry.replayed()
    };
  }

  private static void write(DataOutputStream out, Object field) throws IOException {
    if (field == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] text = field.toString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
  }
}
