// What calls were answered with success, and so what must be found in the end, whatever happened meanwhile.

/** Written down as answers come. */
export class Ledger {
  drafts = new Map();
  reviews = new Map();
  publications = new Map();

  /** The draft as the answer has it. */
  draft({ id, workspace, revision, text, archived_at: archivedAt }) {
    this.drafts.set(id, { id, workspace, revision, text, archived: archivedAt !== undefined && archivedAt !== null });
  }

  /** The review as the answer has it; an event changes it no more unless the script says so here. */
  review({ id }, state) {
    this.reviews.set(id, { id, state });
  }

  /**
   * What must become of a publication.
   *
   * @param state in which it must end
   * @param text that must go out with it
   */
  publication({ id, network, due_at: dueAt }, state, text) {
    this.publications.set(id, { id, network, dueAt, state, text });
  }

  get size() {
    return this.drafts.size + this.reviews.size + this.publications.size;
  }
}

/**
 * What is not as it was answered, in one line each.
 *
 * @param ledger what was answered
 * @param found `{ drafts, reviews, publications, sandboxPosts, deliveries }`, maps by id; of a delivery, all that came
 */
export function discrepancies(ledger, found) {
  return [
    ...[...ledger.drafts.values()].flatMap((draft) => draftProblems(draft, found.drafts.get(draft.id))),
    ...[...ledger.reviews.values()].flatMap((review) => reviewProblems(review, found.reviews.get(review.id))),
    ...[...ledger.publications.values()].flatMap((publication) => publicationProblems(publication, found)),
    ...strangers(ledger, found),
  ];
}

function draftProblems(draft, found) {
  if (found === undefined) {
    return [`draft ${draft.id} is lost`];
  }
  return [
    ...differing(`draft ${draft.id}`, "revision", draft.revision, found.revision),
    ...differing(`draft ${draft.id}`, "text", draft.text, found.text),
    ...differing(`draft ${draft.id}`, "archived", draft.archived, found.archived),
    ...differing(`draft ${draft.id}`, "number of revisions", draft.revision, found.revisions),
  ];
}

function reviewProblems(review, found) {
  return found === undefined
    ? [`review ${review.id} is lost`]
    : differing(`review ${review.id}`, "state", review.state, found.state);
}

function publicationProblems(publication, found) {
  const name = `publication ${publication.id}`;
  const stands = found.publications.get(publication.id);
  if (stands === undefined) {
    return [`${name} is lost`];
  }
  return [
    ...differing(name, "state", publication.state, stands.state),
    ...sendingProblems(name, publication, sent(publication, found)),
  ];
}

/** Exactly once and not early if it is published, never otherwise. */
function sendingProblems(name, publication, sent) {
  const wanted = publication.state === "published" ? 1 : 0;
  return [
    ...differing(name, "times sent", wanted, sent.length),
    ...sent.flatMap(({ at, text }) => [
      ...(at < Date.parse(publication.dueAt)
        ? [`${name} went out at ${new Date(at).toISOString()}, before ${publication.dueAt}`]
        : []),
      ...differing(name, "text sent", publication.text, text),
    ]),
  ];
}

function sent(publication, found) {
  const posts = publication.network === "webhook" ? found.deliveries : found.sandboxPosts;
  return posts.get(publication.id) ?? [];
}

/** What was delivered of which no call was answered. */
function strangers(ledger, found) {
  return [...found.deliveries.keys()]
    .filter((id) => !ledger.publications.has(id))
    .map((id) => `${id} went out unasked`);
}

function differing(name, what, wanted, is) {
  return wanted === is ? [] : [`${name}: ${what} is ${is}, answered was ${wanted}`];
}
