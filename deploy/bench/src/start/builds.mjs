// What a part can be started from: a native executable, a JVM, a JVM with an AOT cache. Each as in the images.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const AOT_BUILD =
  "Run ./mvnw package -DskipTests -Dquarkus.package.jar.aot.enabled=true -Dquarkus.package.jar.aot.phase=build";
const TRAINING_MILLIS = 90_000;
/** What parts do not start without, and would end their training as a failure; as in the image. */
const REQUIRED = {
  POSTLY_CONSOLE_CLIENT_SECRET: "none",
  POSTLY_CONSOLE_COOKIE_KEY: "none-none-none-none-none-none-no",
  POSTLY_SCHEDULING_CREDENTIALS_KEY: `${"A".repeat(43)}=`,
};
const JVM_OPTIONS = ["-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"];

/** The ways in which a part of a source tree can be started, of those that are wanted. */
export function builds(project, part, wanted, work) {
  const makers = {
    native: () => native(join(project, part, "target")),
    jvm: () => jvm(join(project, part, "target/quarkus-app")),
    aot: () => aot(join(project, part, "target/quarkus-app"), join(work, part)),
  };
  return wanted.map((way) => ({ way, ...makers[way]() }));
}

function native(target) {
  const file = existsSync(target) && readdirSync(target).find((entry) => entry.endsWith("-runner"));
  if (!file) {
    throw new Error(`There is no native executable in ${target}. Run ./mvnw package -Dnative, or leave native out of --ways.`);
  }
  const executable = join(target, file);
  return { command: [executable, "-Xmx256m"], bytes: statSync(executable).size };
}

function jvm(application) {
  const jar = join(application, "quarkus-run.jar");
  if (!existsSync(jar)) {
    throw new Error(`${jar} is missing. Run ./postly build.`);
  }
  return { command: [java(), ...JVM_OPTIONS, "-jar", jar], bytes: directoryBytes(application) };
}

/** The cache is good for the files where they lie, so they are copied first. The training run needs no database. */
function aot(application, copy) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(application, copy, { recursive: true, preserveTimestamps: true });
  const jar = join(copy, "quarkus-run.jar");
  const cache = join(copy, "application.aot");
  const training = [...JVM_OPTIONS, `-XX:AOTCacheOutput=${cache}`, "-Dquarkus.appcds.generate=true", "-jar", jar];
  try {
    // One that was not built for it would not end, but serve.
    const env = { PATH: process.env.PATH, QUARKUS_HTTP_PORT: "0", ...REQUIRED };
    execFileSync(java(), training, { cwd: copy, stdio: "ignore", env, timeout: TRAINING_MILLIS, killSignal: "SIGKILL" });
  } catch (error) {
    throw new Error(`${application} is not built for an AOT cache. ${AOT_BUILD}, or leave aot out of --ways.`, { cause: error });
  }
  return { command: [java(), ...JVM_OPTIONS, `-XX:AOTCache=${cache}`, "-jar", jar], bytes: directoryBytes(copy) };
}

function java() {
  return join(process.env.JAVA_HOME, "bin/java");
}

function directoryBytes(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
