// How each part is started, as the launcher does it (deploy/local), but for the ports and the services' rate limit.
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { Part } from "./part.mjs";

/** The largest that the services' configuration allows: one person's calls must not run into it. */
const CALLS_PER_MINUTE = "1000000";

/** Starts parts beside a running set, from the builds of a source tree. */
export class Parts {
  #project;
  #set;
  #logs;
  #started = [];

  constructor(project, set, logs) {
    this.#project = project;
    this.#set = set;
    this.#logs = logs;
  }

  gateway(port, draftsAddress) {
    return this.#application("mcp-gateway", port, {
      POSTLY_GATEWAY_PUBLIC_URL: `http://localhost:${port}`,
      POSTLY_SERVICES_DRAFTS_URL: draftsAddress,
      QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL: this.#set.issuer,
      QUARKUS_OIDC_CLIENT_CLIENT_ID: "postly-gateway",
      QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET: this.#set.clientSecret,
    });
  }

  draftsService(port) {
    return this.#application("drafts-service", port, {
      QUARKUS_DATASOURCE_JDBC_URL: this.#set.database,
      QUARKUS_DATASOURCE_USERNAME: "drafts",
      QUARKUS_DATASOURCE_PASSWORD: this.#set.databasePassword,
      KAFKA_BOOTSTRAP_SERVERS: this.#set.kafka,
      POSTLY_ACTION_RATE_LIMIT_CALLS_PER_MINUTE: CALLS_PER_MINUTE,
    });
  }

  instantService(port, path, answer) {
    return this.#script("instant-service", port, "instant-service.mjs", { BENCH_PATH: path, BENCH_ANSWER: answer });
  }

  /** In one of two styles: `low-level` or `as-documented`. */
  typescriptServer(style, port, draftsAddress) {
    return this.#script(`typescript-${style}`, port, "typescript-server/main.mjs", {
      BENCH_STYLE: style,
      NODE_ENV: "production",
      BENCH_DRAFTS_URL: draftsAddress,
      BENCH_CLIENT_ID: "postly-gateway",
      BENCH_CLIENT_SECRET: this.#set.clientSecret,
    });
  }

  async stopAll() {
    await Promise.all(this.#started.map((part) => part.stop()));
  }

  killAll() {
    this.#started.forEach((part) => part.kill());
  }

  #application(name, port, environment) {
    return this.#start({
      name,
      port,
      ready: "/q/health/ready",
      command: isNative(name) ? [this.#executable(name), "-Xmx256m"] : this.#onJvm(name),
      environment: {
        QUARKUS_PROFILE: "local",
        QUARKUS_HTTP_HOST: "127.0.0.1",
        QUARKUS_HTTP_PORT: String(port),
        QUARKUS_OIDC_AUTH_SERVER_URL: this.#set.issuer,
        ...environment,
      },
    });
  }

  #onJvm(name) {
    const options = ["-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"];
    const jar = join(this.#project, name, "target/quarkus-app/quarkus-run.jar");
    return [join(process.env.JAVA_HOME, "bin/java"), ...options, "-jar", jar];
  }

  #executable(name) {
    const target = join(this.#project, name, "target");
    const file = readdirSync(target).find((entry) => entry.endsWith("-runner"));
    if (file === undefined) {
      throw new Error(`There is no native executable in ${target}. Run ./mvnw package -Dnative.`);
    }
    return join(target, file);
  }

  #script(name, port, file, environment) {
    return this.#start({
      name,
      port,
      ready: "/ready",
      command: [process.execPath, join(import.meta.dirname, file)],
      environment: { BENCH_PORT: String(port), BENCH_ISSUER: this.#set.issuer, ...environment },
    });
  }

  #start(description) {
    const part = new Part({ ...description, log: join(this.#logs, `${description.name}.log`) });
    this.#started.push(part);
    return part;
  }
}

function isNative(name) {
  const named = (process.env.POSTLY_NATIVE ?? "").split(",");
  return named.includes("all") || named.includes(name);
}
