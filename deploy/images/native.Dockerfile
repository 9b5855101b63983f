# A service, or the gateway, as a native executable. SERVICE is the module's name, PORT where it listens:
#   ./mvnw package -Dnative -DskipTests -Dquarkus.native.container-build=true
#   docker build -f deploy/images/native.Dockerfile --build-arg SERVICE=drafts-service --build-arg PORT=8081 .
# The base is of the system that Mandrel's builder image is of: it has the C library that the executable was linked with.
ARG BASE=quay.io/quarkus/ubi9-quarkus-micro-image:2.0
FROM ${BASE}

ARG SERVICE
ARG PORT
ARG VERSION=local
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Postly ${SERVICE}" \
      org.opencontainers.image.description="Postly's ${SERVICE}, as a native executable" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0"

WORKDIR /postly
COPY --chmod=0555 ${SERVICE}/target/*-runner application

# A volume that is mounted here for the first time becomes its user's own.
COPY --chown=10001:10001 deploy/images/blobs/ /var/lib/postly/blobs/

USER 10001:10001
EXPOSE ${PORT}
# Begins the graceful stop: no new request, what runs is ended, then the connections are closed.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/postly/application"]
