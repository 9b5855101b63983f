// The set that ./postly up runs: where its parts listen, and the secrets by which a further part joins them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The services, each with a database called like it. */
export const SERVICES = ["drafts", "approvals", "scheduling", "analytics"];
/** What is built from this project, in the order in which it is listed. */
export const APPLICATIONS = [...SERVICES.map((service) => `${service}-service`), "mcp-gateway"];
/** What comes from elsewhere. */
export const ENGINES = ["postgres", "kafka", "keycloak"];

/** Reads what the launcher has written down about the set of a data directory. */
export function readRunningSet(home) {
  const ports = properties(join(home, "run", "ports-in-use"));
  const secrets = properties(join(home, "secrets.properties"));
  const gateway = `http://localhost:${ports.POSTLY_GATEWAY_PORT}`;
  return {
    home,
    gateway,
    console: `${gateway}/console`,
    issuer: `http://localhost:${ports.POSTLY_KEYCLOAK_PORT}/realms/postly`,
    database: `jdbc:postgresql://127.0.0.1:${ports.POSTLY_POSTGRES_PORT}/drafts`,
    databasePassword: secrets["postgres.drafts.password"],
    databases: Object.fromEntries(SERVICES.map((service) => [service, database(service, ports, secrets)])),
    applications: Object.fromEntries(APPLICATIONS.map((name) => [name, `http://127.0.0.1:${ports[portKey(name)]}`])),
    kafka: `127.0.0.1:${ports.POSTLY_KAFKA_PORT}`,
    clientSecret: secrets["gateway.client-secret"],
    consoleSecret: secrets["console.client-secret"],
  };
}

/** The process of a part, as the launcher has written it down. */
export function recordedPid(home, part) {
  return Number(properties(join(home, "run", `${part}.properties`)).pid);
}

function database(service, ports, secrets) {
  return {
    host: "127.0.0.1",
    port: Number(ports.POSTLY_POSTGRES_PORT),
    database: service,
    user: service,
    password: secrets[`postgres.${service}.password`],
  };
}

function portKey(application) {
  return application === "mcp-gateway"
    ? "POSTLY_GATEWAY_PORT"
    : `POSTLY_${application.split("-")[0].toUpperCase()}_PORT`;
}

function properties(file) {
  const lines = read(file)
    .split("\n")
    .filter((line) => line.includes("=") && !line.startsWith("#"));
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
