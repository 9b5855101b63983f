package io.postly.action.audit.chain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line as RFC 4180 has it: commas between the cells, quotation marks around them, those inside
 * doubled, CR LF at the end.
 *
 * <p>Spreadsheets take a cell for a formula that begins with {@code =}, {@code +}, {@code -} or
 * {@code @}, with one of their full-width forms, or with a tab or a line end before them. Names,
 * titles and texts in a trail are other people's, so such a cell gets an apostrophe before it,
 * which spreadsheets show as text. A cell that begins with an apostrophe gets one more: who reads a
 * file by a program takes one apostrophe away from each cell that begins with one, and has what was
 * written.
 */
final class CsvLine {

  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
  private static final String GUARD = "'";
  private static final String LINE_END = "\r\n";

  private CsvLine() {}

  static String of(List<?> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", LINE_END));
  }

  private static String cell(Object value) {
    return value == null ? "" : '"' + guarded(value.toString()).replace("\"", "\"\"") + '"';
  }

  private static String guarded(String text) {
    boolean isGuarded =
        text.startsWith(GUARD)
            || (!text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0);
    return isGuarded ? GUARD + text : text;
  }
}
