import { DatabaseSync } from 'node:sqlite';

/** A database. */
export default class Database {
  #database;

  constructor(location) {
    this.#database = new DatabaseSync(location);
  }

  prepare(sql) {
    return new Statement(this.#database.prepare(sql));
  }

  pragma(text) {
    return this.prepare(`PRAGMA ${text}`).all([]);
  }

  close() {
    this.#database.close();
  }
}

class Statement {
  #statement;

  constructor(statement) {
    this.#statement = statement;
  }

  /** Whether it answers rows. */
  get reader() {
    return this.#statement.columns().length > 0;
  }

  all(parameters) {
    return this.#statement.all(...parameters).map(withBuffers);
  }

  run(parameters) {
    return this.#statement.run(...parameters);
  }

  *iterate(parameters) {
    for (const row of this.#statement.iterate(...parameters)) {
      yield withBuffers(row);
    }
  }
}

/** Node's own SQLite answers bytes as arrays, the package that this stands for as buffers. */
function withBuffers(row) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value) : value]),
  );
}
