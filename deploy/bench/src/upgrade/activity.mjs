// Whether analytics knows every call that the services' audit trails have, and reports as many.
import { rows } from "../traffic/found.mjs";

const SERVICES = ["drafts", "approvals", "scheduling", "analytics"];
const AUDITED = "SELECT id FROM audit_entry WHERE workspace = $1 AND at >= $2 AND at < $3";
const ACTIVE = "SELECT action_id AS id FROM activity WHERE workspace = $1 AND at >= $2 AND at < $3";

/** Of each workspace: calls in the trails, in the log, in the report, and how many are in only one of trails and log. */
export async function compareActivity(databases, casts, from, to) {
  const compared = [];
  for (const { workspace, analyst } of casts) {
    const report = await analyst.call("get_workflow_report", { workspace, from, to });
    const audited = new Set();
    for (const service of SERVICES) {
      (await rows(databases[service], AUDITED, [workspace, from, to])).forEach(({ id }) => audited.add(id));
    }
    const active = new Set((await rows(databases.analytics, ACTIVE, [workspace, from, to])).map(({ id }) => id));
    compared.push({
      workspace,
      audited: audited.size,
      active: active.size,
      reported: report.tools.reduce((sum, { calls }) => sum + calls, 0),
      onlyAudited: [...audited].filter((id) => !active.has(id)).length,
      onlyActive: [...active].filter((id) => !audited.has(id)).length,
    });
  }
  return compared;
}
