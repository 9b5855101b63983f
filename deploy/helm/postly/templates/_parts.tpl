{{/*
What the parts are, whoever installs them. Names are those of the applications; ports and topics those of their
configuration, which a test compares.
*/}}
{{- define "postly.parts" -}}
gateway:
  name: mcp-gateway
  port: 8080
drafts:
  name: drafts-service
  port: 8081
  reads: [postly.publications]
  writes: [postly.actions, postly.dead-letters, postly.drafts]
approvals:
  name: approvals-service
  port: 8082
  reads: [postly.drafts]
  writes: [postly.actions, postly.approvals, postly.dead-letters]
scheduling:
  name: scheduling-service
  port: 8083
  reads: [postly.approvals, postly.drafts]
  writes: [postly.actions, postly.dead-letters, postly.publications]
analytics:
  name: analytics-service
  port: 8084
  reads: [postly.actions, postly.approvals, postly.drafts, postly.publications]
  writes: [postly.actions, postly.dead-letters]
  # A rebuild reads as a group of another name.
  groups: prefix
{{- end }}

{{/* The parts with a database, which are those with events. */}}
{{- define "postly.services" -}}
{{- omit (include "postly.parts" . | fromYaml) "gateway" | toYaml }}
{{- end }}

{{/* The name of what belongs to a part. Takes root and part. */}}
{{- define "postly.name" -}}
{{- printf "%s-%s" .root.Release.Name .part.name }}
{{- end }}

{{/* What selects the pods of a part that serve. Takes root and part. */}}
{{- define "postly.selector" -}}
app.kubernetes.io/name: {{ .part.name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{/* Labels of everything. Takes the root. */}}
{{- define "postly.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: postly
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ include "postly.tag" . | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* Labels of what belongs to a part. Takes root, part and component. */}}
{{- define "postly.partLabels" -}}
app.kubernetes.io/name: {{ .part.name }}
app.kubernetes.io/component: {{ .component }}
{{ include "postly.labels" .root }}
{{- end }}

{{/* The tag of all images. */}}
{{- define "postly.tag" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- if eq .Values.image.kind "jvm" }}{{ printf "%s-jvm" $tag }}{{ else }}{{ $tag }}{{ end }}
{{- end }}

{{/* A part's image. Takes root, key and part. */}}
{{- define "postly.image" -}}
{{- $digest := (index .root.Values.services .key).digest -}}
{{- printf "%s/%s:%s" .root.Values.image.repository .part.name (include "postly.tag" .root) }}
{{- if $digest }}@{{ $digest }}{{ end }}
{{- end }}

{{/* The address of a part for the other parts. Takes root and key. */}}
{{- define "postly.address" -}}
{{- $part := index (include "postly.parts" .root | fromYaml) .key -}}
{{- printf "http://%s:%v" (include "postly.name" (dict "root" .root "part" $part)) $part.port }}
{{- end }}

{{/* The port of an address. Takes the address. */}}
{{- define "postly.portOf" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- if $port }}{{ $port }}{{ else if eq $url.scheme "https" }}443{{ else }}80{{ end }}
{{- end }}

{{/* The host of an address. Takes the address. */}}
{{- define "postly.hostOf" -}}
{{- (urlParse .).host | regexFind "^[^:]+" }}
{{- end }}

{{/* Clusters that operators make. */}}
{{- define "postly.blobsClaim" -}}{{ .Values.blobs.existingClaim | default (printf "%s-blobs" .Release.Name) }}{{- end }}
{{- define "postly.postgresql" -}}{{ .Release.Name }}-postgresql{{- end }}
{{- define "postly.kafka" -}}{{ .Release.Name }}-kafka{{- end }}
{{- define "postly.keycloak" -}}{{ .Release.Name }}-keycloak{{- end }}

{{/* The issuer's address as pods reach it. */}}
{{- define "postly.issuerForPods" -}}
{{- with .Values.identityProvider -}}
{{- if .internalUrl }}{{ .internalUrl }}
{{- else if eq .mode "keycloak" }}{{ printf "http://%s-service:8080/realms/postly" (include "postly.keycloak" $) }}
{{- else }}{{ .issuer }}{{ end }}
{{- end }}
{{- end }}
