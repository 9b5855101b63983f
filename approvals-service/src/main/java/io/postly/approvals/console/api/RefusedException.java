package io.postly.approvals.console.api;

/** The API, or the console itself, refuses; becomes a page or a message on one. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** A refusal. */
  public RefusedException(Problem problem) {
    super(problem.title());
    this.problem = problem;
  }

  /** A refusal that has a cause. */
  public RefusedException(Problem problem, Throwable cause) {
    super(problem.title(), cause);
    this.problem = problem;
  }

  /** What to tell the person. */
  public Problem problem() {
    return problem;
  }
}
