# Keycloak put together for the set of deploy/compose, so that its file system can be read-only when it runs. It keeps its data
# in a file, which does for one machine; in production, use your own identity provider.
ARG KEYCLOAK=26.7.3
FROM quay.io/keycloak/keycloak:${KEYCLOAK}

ARG VERSION=local
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Postly keycloak" \
      org.opencontainers.image.description="Keycloak, put together for Postly on one machine" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0"

ENV KC_DB=dev-file KC_CACHE=local KC_HEALTH_ENABLED=true
RUN ["/opt/keycloak/bin/kc.sh", "build"]

USER 1000:1000
EXPOSE 8180
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/keycloak/bin/kc.sh", "start", "--optimized"]
