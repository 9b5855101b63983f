package io.postly.action.page;

import io.postly.action.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where the next page of a list begins that shows the latest first: behind its last item.
 *
 * @param at the last item's time
 * @param id the last item's identifier, which tells items of the same time apart
 */
public record PagePosition(Instant at, UUID id) {

  // What the database knows as times; a cursor that a caller makes up may hold others.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * The position that a caller sent back.
   *
   * @throws ProblemException {@code invalid_input} if the cursor was not made by {@link #cursor}
   */
  public static PagePosition of(String cursor) {
    List<String> parts = Cursor.decode(cursor, 2);
    try {
      Instant at = Instant.parse(parts.get(0));
      if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) {
        return new PagePosition(at, UUID.fromString(parts.get(1)));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      // Answered below, as for a time that no item has.
    }
    throw Cursor.invalid();
  }

  /** The text to give to callers. */
  public String cursor() {
    return Cursor.encode(at.toString(), id.toString());
  }
}
