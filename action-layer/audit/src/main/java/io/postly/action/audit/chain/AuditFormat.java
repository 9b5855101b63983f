package io.postly.action.audit.chain;

import java.util.Arrays;
import java.util.Optional;

/** How exported entries are written. Every line has its end, and every file the same columns. */
public enum AuditFormat {
  /**
   * One JSON object on each line. What an entry does not have is left out. {@code before} and
   * {@code after} are texts, exactly as they were hashed, so that an export can be verified by
   * itself.
   */
  JSON_LINES("jsonl") {
    @Override
    public String header() {
      return "";
    }

    @Override
    public String line(String service, AuditLink link) {
      return JsonLine.of(service, link);
    }
  },

  /**
   * RFC 4180, with a header. Every cell that has a value is quoted, so that an empty text differs
   * from none. A cell in which a spreadsheet would see a formula has an apostrophe before it, see
   * {@link CsvLine}.
   */
  CSV("csv") {
    @Override
    public String header() {
      return CsvLine.of(AuditColumns.NAMES);
    }

    @Override
    public String line(String service, AuditLink link) {
      return CsvLine.of(AuditColumns.values(service, link));
    }
  };

  private final String label;

  AuditFormat(String label) {
    this.label = label;
  }

  /** What stands before the first entry; empty if nothing does. */
  public abstract String header();

  /**
   * One entry.
   *
   * @param service the service that keeps it, by its short name
   */
  public abstract String line(String service, AuditLink link);

  /** The name that people choose it by, which is its files' usual ending. */
  public String label() {
    return label;
  }

  /** The format of that label; empty for a label that is none. */
  public static Optional<AuditFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }
}
