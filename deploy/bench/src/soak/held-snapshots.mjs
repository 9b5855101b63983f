// In each database, a transaction that does nothing but look at what there was: as long as it is open, no row that is
// deleted or changed meanwhile can be cleared away.
import pg from "pg";

export class HeldSnapshots {
  #clients = [];
  /** What broke one of them off. */
  failures = [];

  static async open(databases) {
    const held = new HeldSnapshots();
    for (const database of Object.values(databases)) {
      const client = new pg.Client({ ...database, application_name: "postly-soak-held" });
      client.on("error", (error) => held.failures.push(`${database.database}: ${error.message}`));
      await client.connect();
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query("SELECT count(*) FROM outbox");
      held.#clients.push(client);
    }
    return held;
  }

  /** Each still sees what it saw first, and is then let go. */
  async release() {
    for (const client of this.#clients.splice(0)) {
      await client.query("SELECT count(*) FROM outbox");
      await client.query("COMMIT");
      await client.end();
    }
  }
}
