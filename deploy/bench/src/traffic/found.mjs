// What the services' databases hold, for comparison with what was answered.
import pg from "pg";

const DRAFTS = `
  SELECT d.id, d.revision, d.archived_at IS NOT NULL AS archived, r.text,
    (SELECT count(*)::integer FROM revision WHERE draft_id = d.id) AS revisions
  FROM draft d JOIN revision r ON r.draft_id = d.id AND r.number = d.revision`;

/** Everything that a ledger may speak of; `deliveries` are what the outside world was sent. */
export async function readFound(databases, deliveries) {
  const [drafts, reviews, publications, sandboxPosts] = await Promise.all([
    rows(databases.drafts, DRAFTS),
    rows(databases.approvals, "SELECT id, state FROM review"),
    rows(databases.scheduling, "SELECT id, state, reason FROM publication"),
    rows(databases.scheduling, "SELECT publication_id, text, posted_at FROM sandbox_post"),
  ]);
  return {
    drafts: byId(drafts),
    reviews: byId(reviews),
    publications: byId(publications),
    sandboxPosts: new Map(
      sandboxPosts.map((post) => [post.publication_id, [{ at: post.posted_at.getTime(), text: post.text }]]),
    ),
    deliveries,
  };
}

/** The rows that one statement answers. */
export async function rows(database, statement, values) {
  const client = new pg.Client(database);
  await client.connect();
  try {
    return (await client.query(statement, values)).rows;
  } finally {
    await client.end();
  }
}

function byId(found) {
  return new Map(found.map((row) => [row.id, row]));
}
