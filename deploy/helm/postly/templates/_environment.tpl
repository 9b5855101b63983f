{{/* An environment variable from a Secret. Takes name, secret and key. */}}
{{- define "postly.fromSecret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{/*
The environment of a part. Takes root, key, part and phase: run, migrate (brings the database up to date and ends) or
await (ends well once the database is up to date).
*/}}
{{- define "postly.environment" -}}
{{- $own := (index .root.Values.services .key).environment }}
{{- $fixed := include "postly.fixedEnvironment" . }}
{{- $names := list }}
{{- range $fixed | fromYamlArray }}{{ $names = append $names .name }}{{ end }}
{{- range $name, $value := $own }}
{{- if has $name $names }}
{{- fail (printf "services.%s.environment.%s: the chart sets it itself" $.key $name) }}
{{- end }}
{{- end }}
{{- $fixed }}
{{- range $name, $value := $own }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What the chart itself says to a part. */}}
{{- define "postly.fixedEnvironment" -}}
{{- $values := .root.Values }}
{{- $provider := $values.identityProvider -}}
- name: QUARKUS_HTTP_PORT
  value: {{ .part.port | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%vs" $values.shutdown.timeoutSeconds }}
- name: POSTLY_LOG_JSON
  value: {{ $values.logs.json | quote }}
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ include "postly.issuerForPods" .root | quote }}
- name: QUARKUS_OIDC_TOKEN_ISSUER
  value: {{ $provider.issuer | quote }}
{{- if $provider.caSecret.name }}
- name: QUARKUS_TLS__ISSUER__TRUST_STORE_PEM_CERTS
  value: /etc/postly/issuer/{{ $provider.caSecret.key }}
- name: QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME
  value: issuer
{{- end }}
{{- with $values.telemetry }}
{{- if .endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
- name: OTEL_EXPORTER_OTLP_PROTOCOL
  value: {{ .protocol }}
{{- if .headersSecret.name }}
{{ include "postly.fromSecret" (dict "name" "OTEL_EXPORTER_OTLP_HEADERS" "secret" .headersSecret.name "key" .headersSecret.key) }}
{{- end }}
{{- end }}
{{- end }}
{{- if include "postly.hasBlobs" . }}
{{ include "postly.blobsEnvironment" . }}
{{- end }}
{{- if eq .key "gateway" }}
{{ include "postly.gatewayEnvironment" . }}
{{- else }}
{{ include "postly.serviceEnvironment" . }}
{{- end }}
{{- end }}

{{- define "postly.gatewayEnvironment" -}}
{{- $values := .root.Values }}
{{- $provider := $values.identityProvider }}
{{- $name := include "postly.name" . -}}
- name: POSTLY_GATEWAY_PUBLIC_URL
  value: {{ $values.publicUrl | quote }}
- name: POSTLY_GATEWAY_ISSUER
  value: {{ $provider.issuer | quote }}
# The console, and the chart's test, reach the gateway by its name here.
- name: POSTLY_GATEWAY_ALLOWED_HOSTS
  value: {{ printf "%s:%v" $name .part.port | quote }}
- name: POSTLY_GATEWAY_CONSOLE_CLIENT
  value: {{ $provider.consoleClient | quote }}
{{- range $key, $part := include "postly.services" .root | fromYaml }}
- name: POSTLY_SERVICES_{{ upper $key }}_URL
  value: {{ include "postly.address" (dict "root" $.root "key" $key) | quote }}
{{- end }}
- name: QUARKUS_OIDC_CLIENT_CLIENT_ID
  value: {{ $provider.gatewayClient | quote }}
{{- with $values.secrets }}
{{ include "postly.fromSecret" (dict "name" "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET" "secret" .gatewayClient.name "key" .gatewayClient.key) }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_GATEWAY_SEAL_KEY" "secret" .gatewaySealKey.name "key" .gatewaySealKey.key) }}
{{- end }}
{{- if $provider.caSecret.name }}
- name: QUARKUS_OIDC_CLIENT_TLS_TLS_CONFIGURATION_NAME
  value: issuer
{{- end }}
{{- end }}

{{- define "postly.serviceEnvironment" -}}
{{- $values := .root.Values }}
{{- $provider := $values.identityProvider -}}
{{- $credentials := index $values.postgresql.credentials .key -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ include "postly.databaseUrl" . | quote }}
{{ include "postly.fromSecret" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" $credentials.name "key" $credentials.usernameKey) }}
{{ include "postly.fromSecret" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" $credentials.name "key" $credentials.passwordKey) }}
- name: QUARKUS_DATASOURCE_JDBC_MAX_SIZE
  value: {{ $values.postgresql.connectionsPerPod | quote }}
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: {{ eq .phase "migrate" | quote }}
- name: QUARKUS_FLYWAY_VALIDATE_AT_START
  value: {{ eq .phase "await" | quote }}
{{- if ne .phase "run" }}
- name: QUARKUS_INIT_AND_EXIT
  value: "true"
# What a later version has applied is no error: its own migrations may be numbered below those that this image has.
- name: QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS
  value: "*:future,*:missing"
# Nobody signs in here.
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "false"
{{- if eq .key "approvals" }}
- name: QUARKUS_OIDC_CONSOLE_TENANT_ENABLED
  value: "false"
{{- end }}
{{- end }}
{{ include "postly.kafkaEnvironment" . }}
- name: POSTLY_GATEWAY_CLIENT_ID
  value: {{ $provider.gatewayClient | quote }}
- name: POSTLY_ACTION_CONFIRMATION_CONSOLE_URL
  value: {{ printf "%s/console" $values.publicUrl | quote }}
{{- with $provider.exemptClients }}
- name: POSTLY_ACTION_CONFIRMATION_EXEMPT_CLIENTS
  value: {{ join "," . | quote }}
{{- end }}
{{- if eq .key "drafts" }}
- name: POSTLY_DRAFTS_PUBLIC_URL
  value: {{ $values.publicUrl | quote }}
{{- else if eq .key "approvals" }}
- name: POSTLY_CONSOLE_API_URL
  value: {{ include "postly.address" (dict "root" .root "key" "gateway") | quote }}
- name: POSTLY_CONSOLE_ISSUER
  value: {{ $provider.issuer | quote }}
- name: QUARKUS_OIDC_CONSOLE_CLIENT_ID
  value: {{ $provider.consoleClient | quote }}
- name: QUARKUS_OIDC_CONSOLE_TOKEN_ISSUER
  value: {{ $provider.issuer | quote }}
{{- if $provider.caSecret.name }}
- name: QUARKUS_OIDC_CONSOLE_TLS_TLS_CONFIGURATION_NAME
  value: issuer
{{- end }}
{{- with $values.secrets }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_CONSOLE_CLIENT_SECRET" "secret" .consoleClient.name "key" .consoleClient.key) }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_CONSOLE_COOKIE_KEY" "secret" .consoleCookieKey.name "key" .consoleCookieKey.key) }}
{{- end }}
{{- else if eq .key "scheduling" }}
{{- with $values.secrets }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_SCHEDULING_CREDENTIALS_KEY" "secret" .credentialsKey.name "key" .credentialsKey.key) }}
{{- with .previousCredentialsKeys }}
{{- if .name }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_SCHEDULING_PREVIOUS_CREDENTIALS_KEYS" "secret" .name "key" .key) }}
{{- end }}
{{- end }}
{{- end }}
{{- with $values.networks.bluesky }}
{{- if .clientKey.name }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_SCHEDULING_SIGN_IN_BLUESKY_CLIENT_KEY" "secret" .clientKey.name "key" .clientKey.key) }}
{{- end }}
{{- if .previousClientKeys.name }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_SCHEDULING_SIGN_IN_BLUESKY_PREVIOUS_CLIENT_KEYS" "secret" .previousClientKeys.name "key" .previousClientKeys.key) }}
{{- end }}
{{- end }}
{{- range $network, $client := omit $values.networks "bluesky" }}
{{- if $client.clientId }}
- name: {{ printf "POSTLY_SCHEDULING_SIGN_IN_%s_CLIENT_ID" (upper $network) }}
  value: {{ $client.clientId | quote }}
{{ include "postly.fromSecret" (dict "name" (printf "POSTLY_SCHEDULING_SIGN_IN_%s_CLIENT_SECRET" (upper $network)) "secret" $client.clientSecret.name "key" $client.clientSecret.key) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where a service has pictures. Takes root and key. */}}
{{- define "postly.blobsEnvironment" -}}
{{- $values := .root.Values.blobs -}}
- name: POSTLY_BLOBS_KIND
  value: {{ $values.kind }}
{{- if eq $values.kind "directory" }}
- name: POSTLY_BLOBS_DIRECTORY
  value: /var/lib/postly/blobs
{{- else }}
{{- with $values.s3 }}
- name: POSTLY_BLOBS_S3_ENDPOINT
  value: {{ .endpoint | quote }}
- name: POSTLY_BLOBS_S3_ALLOW_HTTP
  value: {{ .allowHttp | quote }}
- name: POSTLY_BLOBS_S3_REGION
  value: {{ .region | quote }}
- name: POSTLY_BLOBS_S3_BUCKET
  value: {{ .bucket | quote }}
{{- with .prefix }}
- name: POSTLY_BLOBS_S3_PREFIX
  value: {{ . | quote }}
{{- end }}
- name: POSTLY_BLOBS_S3_PATH_STYLE
  value: {{ .pathStyle | quote }}
{{- if .caSecret.name }}
- name: QUARKUS_TLS__BLOBS__TRUST_STORE_PEM_CERTS
  value: /etc/postly/blob-store/{{ .caSecret.key }}
{{- end }}
{{- with index .credentials $.key }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_BLOBS_S3_ACCESS_KEY_ID" "secret" .name "key" .idKey) }}
{{ include "postly.fromSecret" (dict "name" "POSTLY_BLOBS_S3_SECRET_ACCESS_KEY" "secret" .name "key" .secretKey) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* A service's database. Takes root and key. */}}
{{- define "postly.databaseUrl" -}}
{{- $values := .root.Values.postgresql -}}
{{- if eq $values.mode "cloudnative-pg" -}}
jdbc:postgresql://{{ include "postly.postgresql" .root }}-rw:5432/{{ .key }}?sslmode=verify-full&sslrootcert=/etc/postly/postgresql/ca.crt
{{- else -}}
{{- with $values.external -}}
jdbc:postgresql://{{ .host }}:{{ .port }}/{{ $.key }}?sslmode={{ .sslMode }}
{{- if hasPrefix "verify-" .sslMode }}&sslrootcert=/etc/postly/postgresql/{{ .caSecret.key }}{{ end }}
{{- end }}
{{- end }}
{{- end }}

{{/* How a service reaches Kafka. Takes root, key and part. */}}
{{- define "postly.kafkaEnvironment" -}}
{{- $values := .root.Values.kafka -}}
{{- if eq $values.mode "strimzi" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ printf "%s-kafka-bootstrap:9093" (include "postly.kafka" .root) }}
- name: KAFKA_SECURITY_PROTOCOL
  value: SASL_SSL
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/postly/kafka/ca.crt
- name: KAFKA_SASL_MECHANISM
  value: SCRAM-SHA-512
{{ include "postly.fromSecret" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" (include "postly.name" .) "key" "sasl.jaas.config") }}
{{- else }}
{{- with $values.external -}}
{{- $credentials := index .credentials $.key -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ .bootstrapServers | quote }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ .securityProtocol }}
{{- if .caSecret.name }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/postly/kafka/{{ .caSecret.key }}
{{- end }}
{{- if hasPrefix "SASL_" .securityProtocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ .saslMechanism }}
{{ include "postly.fromSecret" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" $credentials.name "key" $credentials.key) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
