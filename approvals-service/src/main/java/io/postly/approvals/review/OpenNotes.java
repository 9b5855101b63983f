package io.postly.approvals.review;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What reviews ask of the notes on them. */
public interface OpenNotes {

  /** The number of open notes by review, in one query; reviews without any are missing. */
  Map<UUID, Integer> count(Collection<UUID> reviewIds);
}
