# A service, or the gateway, on a JVM with a cache of its loaded and linked classes (JEP 483, 514, 515). SERVICE is the
# module's name, PORT where it listens:
#   ./mvnw package -DskipTests -Dquarkus.package.jar.aot.enabled=true -Dquarkus.package.jar.aot.phase=build
#   docker build -f deploy/images/jvm.Dockerfile --build-arg SERVICE=drafts-service --build-arg PORT=8081 .
ARG BASE=docker.io/library/eclipse-temurin:25-jre-noble
FROM ${BASE}

ARG SERVICE
ARG PORT
ARG VERSION=local
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Postly ${SERVICE}" \
      org.opencontainers.image.description="Postly's ${SERVICE}, on a JVM with an AOT cache" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0"

WORKDIR /postly
COPY ${SERVICE}/target/quarkus-app/ ./
# A cache is good for one JVM, one class path and one set of options only, so it is made here, by the JVM that will use it and
# from the files where they stay. The training run ends before the service would start: it needs no database. What
# services do not start without is there for this run alone, good for nothing else, and stays nowhere.
RUN ["env", "POSTLY_CONSOLE_CLIENT_SECRET=none", "POSTLY_CONSOLE_COOKIE_KEY=none-none-none-none-none-none-no", \
     "POSTLY_SCHEDULING_CREDENTIALS_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", \
     "java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-XX:AOTCacheOutput=application.aot", \
     "-Dquarkus.appcds.generate=true", "-jar", "quarkus-run.jar"]
# With a cache that it cannot use, this JVM refuses to start, and the build ends here; in production it would only be slow.
RUN ["env", "POSTLY_CONSOLE_CLIENT_SECRET=none", "POSTLY_CONSOLE_COOKIE_KEY=none-none-none-none-none-none-no", \
     "POSTLY_SCHEDULING_CREDENTIALS_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", \
     "java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-XX:AOTMode=on", "-XX:AOTCache=application.aot", \
     "-Dquarkus.appcds.generate=true", "-jar", "quarkus-run.jar"]

# A volume that is mounted here for the first time becomes its user's own.
COPY --chown=10001:10001 deploy/images/blobs/ /var/lib/postly/blobs/

USER 10001:10001
EXPOSE ${PORT}
# Begins the graceful stop: no new request, what runs is ended, then the connections are closed.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=50", \
            "-XX:AOTCache=application.aot", "-jar", "quarkus-run.jar"]
