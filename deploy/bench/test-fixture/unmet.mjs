// Which aims a fault makes unmet.

/** Asks for the aims that are not met once a change is made to the figures of a run in which all is well. */
export function unmetBy(aims, run) {
  return (change) => {
    const figures = run();
    change(figures);
    return aims(figures)
      .filter(({ met }) => !met)
      .map(({ aim }) => aim);
  };
}
