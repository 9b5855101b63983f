// The judgement of ./postly audit verify.
import { execFile } from "node:child_process";
import { join } from "node:path";

const MOST_OUTPUT_BYTES = 16 * 1_048_576;

/** Whether all trails of a set are what calls have written, as `{ verified, said }`. */
export function verifyAudit(project, home) {
  const options = { env: { ...process.env, POSTLY_HOME: home }, maxBuffer: MOST_OUTPUT_BYTES };
  return new Promise((resolve) => {
    execFile(join(project, "postly"), ["audit", "verify"], options, (error, out, err) => {
      const trails = out.split("\n").filter((line) => / intact /.test(line)).length;
      const failure = `${out}${err}`.trim().split("\n").slice(-5).join(" ");
      resolve({ verified: error === null && trails > 0, said: error === null ? `${trails} trails intact` : failure });
    });
  });
}
