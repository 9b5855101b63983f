const EDITOR = { id: "u-editor", name: "The editor" };
const APPROVER = { id: "u-approver", name: "The approver" };

const UNDO = { possible: true, id: "drafts-0198b7a4-0000-7000-8000-00000000000a", by: "archive_draft", until: "2999-01-01T00:00:00Z" };

export const WORKSPACE = "acme";

export function receipt(undo = undefined) {
  return { id: "0198b7a4-0000-7000-8000-000000000001", replayed: false, ...(undo && { undo: { ...UNDO, ...undo } }) };
}

export function draft(changes = {}) {
  return {
    id: "0198b7a4-0000-7000-8000-0000000000d1",
    workspace: WORKSPACE,
    revision: 3,
    content_hash: "f0e1",
    title: "Spring opening",
    text: "We open the garden again on Saturday, 6 March. Coffee is on us for the first hundred visitors.\n\nBring a friend, and stay for the music at four.",
    channel_ids: ["0198b7a4-0000-7000-8000-0000000000c1", "0198b7a4-0000-7000-8000-0000000000c2"],
    variants: [
      { network: "bluesky", text: "The garden opens on Saturday, 6 March. Coffee is on us for the first hundred." },
    ],
    labels: ["spring", "events"],
    media: [{ media_id: "0198b7a4-0000-7000-8000-0000000000b1", alt_text: "Daffodils along the path to the garden's gate" }],
    created_by: EDITOR,
    created_through: "mcp",
    created_at: "2027-02-26T08:12:00Z",
    updated_by: EDITOR,
    updated_at: "2027-02-27T09:40:00Z",
    action: receipt({}),
    ...changes,
  };
}

export function review(changes = {}) {
  const { text, title, variants, channel_ids, labels, media } = draft();
  return {
    id: "0198b7a4-0000-7000-8000-0000000000a1",
    state: "open",
    draft_id: draft().id,
    revision: 3,
    content_hash: "f0e1",
    title,
    text,
    variants,
    channel_ids,
    labels,
    media: media.map(({ alt_text }) => ({ sha256: "c0".repeat(32), type: "image/jpeg", width: 1600, height: 900, alt_text })),
    authored_by: EDITOR,
    authored_through: "mcp",
    authored_at: "2027-02-27T09:40:00Z",
    requested_by: EDITOR,
    requested_at: "2027-02-27T09:45:00Z",
    note: "The caterer has confirmed the coffee.",
    policy_version: 2,
    approvals_needed: 1,
    approvals_missing: 1,
    approvals: [],
    ...changes,
  };
}

/** A review that one person has approved of two who must. */
export function halfApproved() {
  return review({
    approvals_needed: 2,
    approvals_missing: 1,
    approvals: [{ by: APPROVER, through: "console", at: "2027-02-27T15:02:00Z" }],
    action: receipt(),
  });
}

export function decided(state, changes = {}) {
  return review({
    state,
    decided_by: APPROVER,
    decided_at: "2027-02-27T15:02:00Z",
    action: receipt({}),
    ...changes,
  });
}

export function reviews() {
  return {
    reviews: [
      review(),
      review({
        id: "0198b7a4-0000-7000-8000-0000000000a2",
        title: "Opening hours",
        text: "From April on we are open until eight.",
        variants: [],
        labels: [],
        note: undefined,
        state: "changes_requested",
        decided_by: APPROVER,
        decided_at: "2027-02-25T11:00:00Z",
        decision_note: "Say that this is for weekends only.",
      }),
    ].map((each) => JSON.parse(JSON.stringify(each))),
    next_cursor: "more",
    action: receipt(),
  };
}

export function publication(changes = {}) {
  return {
    id: "0198b7a4-0000-7000-8000-0000000000e1",
    draft_id: draft().id,
    title: "Spring opening",
    revision: 3,
    channel_id: "0198b7a4-0000-7000-8000-0000000000c1",
    channel_name: "The Garden",
    network: "bluesky",
    state: "awaiting_approval",
    due_at: "2027-03-06T08:00:00Z",
    due_at_local: "2027-03-06T09:00:00+01:00",
    time_zone: "Europe/Rome",
    requested_by: EDITOR,
    requested_through: "mcp",
    ...changes,
  };
}

export function published(changes = {}) {
  return publication({
    id: "0198b7a4-0000-7000-8000-0000000000e2",
    state: "published",
    title: "Winter pruning",
    due_at: "2027-03-01T11:30:00Z",
    due_at_local: "2027-03-01T12:30:00+01:00",
    published_at: "2027-03-01T11:30:02Z",
    url: "https://social.example/post/1",
    ...changes,
  });
}

export function calendar(changes = {}) {
  const e = (digit) => `0198b7a4-0000-7000-8000-0000000000f${digit}`;
  return {
    from: "2027-02-28T23:00:00Z",
    to: "2027-03-31T22:00:00Z",
    time_zone: "Europe/Rome",
    publications: [
      published(),
      publication({
        id: e(1),
        title: "A look behind the greenhouse doors, with the whole team",
        state: "failed",
        reason: "credentials_refused",
        network_said: "The access token was revoked",
        next_step: "An admin reconnects the channel; then the draft is scheduled again.",
        channel_name: "garden@social.example",
        network: "mastodon",
        due_at: "2027-03-01T16:00:00Z",
        due_at_local: "2027-03-01T17:00:00+01:00",
      }),
      publication({ id: e(2), state: "planned" }),
      publication({ id: e(3), channel_name: "garden@social.example", network: "mastodon" }),
      publication({
        id: e(4),
        title: "Opening hours",
        state: "on_hold",
        due_at: "2027-03-28T09:15:00Z",
        due_at_local: "2027-03-28T11:15:00+02:00",
      }),
    ],
    truncated: false,
    action: receipt(),
    ...changes,
  };
}

export function problem(changes = {}) {
  return {
    type: "urn:postly:problem:stale_revision",
    title: "The draft has changed",
    status: 409,
    detail: "The draft is at revision 4 by now.",
    code: "stale_revision",
    category: "workflow",
    violations: [],
    retryable: false,
    next_step: "Read the draft again, check what changed, and repeat with its current revision.",
    ...changes,
  };
}

export function confirmationRequired(summary) {
  const { text, variants } = draft();
  return problem({
    type: "urn:postly:problem:confirmation_required",
    title: "A person must confirm this",
    status: 428,
    detail: "Nothing was done yet.",
    code: "confirmation_required",
    retryable: true,
    next_step: "Give the person the link of the confirmation, and repeat this very call once they have confirmed.",
    confirmation: {
      id: "scheduling-0198b7a4-0000-7000-8000-0000000000b1",
      url: "https://postly.example/console/confirmations/scheduling-0198b7a4-0000-7000-8000-0000000000b1",
      expires_at: "2027-02-27T10:00:00Z",
      summary,
      content: [
        { channel: "The Garden", network: "bluesky", text: variants[0].text },
        { channel: "garden@social.example", network: "mastodon", text },
      ],
      dialog: false,
    },
  });
}

export function undone(result, undo = undefined) {
  return {
    undone: {
      action_id: "0198b7a4-0000-7000-8000-000000000001",
      action: "submit_for_approval",
      by: "withdraw_review",
    },
    result,
    action: receipt(undo),
  };
}
