package io.postly.analytics.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets tests count workflows and decisions when they want it. */
@ApplicationScoped
public class WorkflowCountingDrill {

  @Inject WorkflowCounting counting;

  /** Counts all marked days that have ended. */
  public void countEnded() {
    counting.countEnded();
  }
}
