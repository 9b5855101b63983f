package io.postly.analytics.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Lets tests rebuild when they want it. */
@ApplicationScoped
public class RebuildDrill {

  @Inject Rebuild rebuild;
  @Inject TopicHistory topics;

  /** Empties everything, as at the first start with that name. */
  public void emptyOnce(String name) {
    rebuild.emptyOnce(name);
  }

  /** Checks that the topics have all of their events. */
  public void requireWhole(List<String> names) {
    topics.requireWhole(names);
  }

  /** Checks that a topic has as many events as the database is made of. */
  public void requireAtLeast(String name, long held) {
    topics.requireAtLeast(name, held);
  }
}
