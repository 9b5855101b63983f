// What bounds each table. A table that is not named here is one of which nobody has said it.

const CALLS_OF_24_HOURS = "the keyed calls of 24 hours";
const EVENTS_OF_30_DAYS = "the events of 30 days";
const EVENTS_OF_7_DAYS = "the events of 7 days";

/** Empty as soon as the work is done. */
const passing = (bound) => ({ kind: "passing", bound });
/** Rows go after a time, so that there are as many as came within it; during a run they grow by what is done. */
const kept = (bound) => ({ kind: "kept", bound });
/** What the product keeps for good, or a copy of it: grows by the number of actions, and by nothing else. */
const record = (bound) => ({ kind: "record", bound });
/** As many rows as there are of something that actions do not add to. */
const fixed = (bound) => ({ kind: "fixed", bound });

const MECHANISMS = {
  outbox: passing("what Kafka has not confirmed yet"),
  sent_event: kept(EVENTS_OF_7_DAYS),
  inbox: kept(EVENTS_OF_30_DAYS),
  idempotency_record: kept(CALLS_OF_24_HOURS),
  confirmation: kept("what assistants asked for within 30 days"),
  undo_record: record("actions that changed something"),
  audit_entry: record("calls"),
  audit_chain: fixed("workspaces"),
  database_identity: fixed("one"),
  restoration: fixed("restores"),
  flyway_schema_history: fixed("migrations"),
};

const OWN = {
  drafts: {
    draft: record("drafts"),
    revision: record("revisions"),
    media: record("pictures"),
    channel: fixed("channels"),
  },
  approvals: {
    content_revision: record("revisions"),
    draft_copy: record("drafts"),
    review: record("reviews"),
    review_vote: record("decisions"),
    review_note: record("notes"),
    invitation: record("invitations"),
    policy_version: fixed("changes of policies"),
    workspace_policy: fixed("workspaces"),
  },
  scheduling: {
    publication: record("posts"),
    sandbox_post: record("posts on the sandbox network"),
    approval_copy: record("reviewed drafts"),
    draft_copy: record("drafts"),
    draft_revision: record("revisions"),
    draft_variant: record("variants"),
    watched_post: kept("the posts of 30 days on networks that count"),
    notification_delivery: kept("the notifications of 30 days"),
    notification_endpoint: fixed("endpoints"),
    post_removal: record("removals"),
    post_update: record("updates of posts"),
    publication_part: record("parts of threads"),
    posting_queue: fixed("channels"),
    publishing_rules: fixed("workspaces"),
    channel: fixed("channels"),
    network_server: fixed("servers of channels"),
    channel_sign_in: passing("sign-ins of ten minutes"),
    network_registration: fixed("servers where accounts are"),
    policy_copy: fixed("workspaces"),
    publishing_change: fixed("emergency stops"),
    publishing_stop: fixed("workspaces"),
    workspace: fixed("workspaces"),
  },
  analytics: {
    activity: kept("the calls of 400 days"),
    activity_mark: kept("the calls of the open hour"),
    workflow_mark: kept("the changes of the open day"),
    activity_month_mark: fixed("months"),
    workflow_month_mark: fixed("months"),
    activity_hour: fixed("hours, actions, clients and outcomes"),
    activity_day: fixed("days, actions, clients and outcomes"),
    activity_day_total: fixed("days and actions"),
    activity_month_total: fixed("months and actions"),
    workflow_day: fixed("days and clients"),
    saved_day: fixed("days and clients"),
    decision_day: fixed("days and clients"),
    wait_month: fixed("months and classes"),
    comparison: fixed("workspaces"),
    rebuild: fixed("rebuilds"),
    workflow: record("drafts"),
    decision: record("decisions"),
    publication: record("posts"),
    published_post: kept("the posts of 400 days"),
    draft_revision: record("revisions"),
  },
};

/** What bounds a table, `{ kind, bound }`; undefined where nobody has said it. Parts of a table by month are that table. */
export function boundOf(service, table) {
  return MECHANISMS[table] ?? OWN[service][wholeOf(table)];
}

/** The table that a month's part belongs to. */
export function wholeOf(table) {
  return table.replace(/_\d{4}_\d{2}$/, "");
}
