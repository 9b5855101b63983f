// The set that ./postly up runs: where its parts listen, and the secrets by which a further part joins them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads what the launcher has written down about the set of a data directory. */
export function readRunningSet(home) {
  const ports = properties(join(home, "run", "ports-in-use"));
  const secrets = properties(join(home, "secrets.properties"));
  return {
    issuer: `http://localhost:${ports.POSTLY_KEYCLOAK_PORT}/realms/postly`,
    database: `jdbc:postgresql://127.0.0.1:${ports.POSTLY_POSTGRES_PORT}/drafts`,
    databasePassword: secrets["postgres.drafts.password"],
    kafka: `127.0.0.1:${ports.POSTLY_KAFKA_PORT}`,
    clientSecret: secrets["gateway.client-secret"],
  };
}

function properties(file) {
  const lines = read(file).split("\n").filter((line) => line.includes("=") && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [key(line), unescaped(line.slice(line.indexOf("=") + 1))]));
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} cannot be read. Start the set with ./postly up, or name its directory in POSTLY_HOME.`, {
      cause: error,
    });
  }
}

function key(line) {
  return line.slice(0, line.indexOf("="));
}

/** Java writes some characters of values with a backslash. */
function unescaped(value) {
  return value.trim().replace(/\\(.)/g, "$1");
}
