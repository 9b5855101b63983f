// Source trees from which a set's parts are started, each with its own launcher: a version runs as it would have been run.
import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export class SourceTree {
  #root;
  #home;

  /**
   * @param version as it is called in what is printed
   * @param home the data directory of the set
   */
  constructor(version, root, home) {
    this.version = version;
    this.#root = root;
    this.#home = home;
  }

  /** The tree of a revision, checked out beside the project unless it is there already. */
  static async ofRevision(project, revision, root, home) {
    if (!existsSync(root)) {
      await run("git", ["-C", project, "worktree", "add", "--detach", root, revision]);
    }
    const { stdout } = await run("git", ["-C", root, "log", "-1", "--format=%h"]);
    return new SourceTree(stdout.trim(), root, home);
  }

  /** Takes a checked out tree away. */
  static remove(project, root) {
    return run("git", ["-C", project, "worktree", "remove", "--force", root]);
  }

  /** Builds what is missing or older than its source. */
  build() {
    return this.#postly("build");
  }

  /** Starts what does not run, from this tree. */
  up() {
    return this.#postly("up");
  }

  down() {
    return this.#postly("down");
  }

  /** The same, while the process itself is ended. */
  downAtOnce() {
    spawnSync(join(this.#root, "postly"), ["down"], { env: this.#environment(), stdio: "ignore" });
  }

  #environment() {
    return { ...process.env, POSTLY_HOME: this.#home };
  }

  #postly(command) {
    return new Promise((resolve, reject) => {
      const child = spawn(join(this.#root, "postly"), [command], {
        env: this.#environment(),
        stdio: ["ignore", "pipe", "pipe"],
      });
      const said = [];
      [child.stdout, child.stderr].forEach((stream) => stream.on("data", (chunk) => said.push(chunk)));
      child.once("error", reject);
      child.once("exit", (code) =>
        code === 0
          ? resolve()
          : reject(new Error(`${this.version}: ./postly ${command} failed\n${Buffer.concat(said)}`)),
      );
    });
  }
}
