{{/* What a container may do: nothing but run. */}}
{{- define "postly.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Who the containers of a pod are. Takes the root. */}}
{{- define "postly.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What every pod has. Takes the root. */}}
{{- define "postly.podBasics" -}}
automountServiceAccountToken: false
# Names of other Services would be read as settings of Kafka.
enableServiceLinks: false
securityContext:
  {{- include "postly.podSecurity" . | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.placement }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{/* Certificate authorities of what a part talks to: names of volumes, Secrets and keys. Takes root and key. */}}
{{- define "postly.authorities" -}}
{{- $values := .root.Values }}
{{- with $values.identityProvider.caSecret }}
{{- if .name }}
- {volume: issuer, secret: {{ .name }}, key: {{ .key }}}
{{- end }}
{{- end }}
{{- if include "postly.hasBlobs" . }}
{{- with $values.blobs }}
{{- if and (eq .kind "s3") .s3.caSecret.name }}
- {volume: blob-store, secret: {{ .s3.caSecret.name }}, key: {{ .s3.caSecret.key }}}
{{- end }}
{{- end }}
{{- end }}
{{- if ne .key "gateway" }}
{{- with $values.postgresql }}
{{- if eq .mode "cloudnative-pg" }}
- {volume: postgresql, secret: {{ include "postly.postgresql" $.root }}-ca, key: ca.crt}
{{- else if hasPrefix "verify-" .external.sslMode }}
- {volume: postgresql, secret: {{ .external.caSecret.name | quote }}, key: {{ .external.caSecret.key }}}
{{- end }}
{{- end }}
{{- with $values.kafka }}
{{- if eq .mode "strimzi" }}
- {volume: kafka, secret: {{ include "postly.kafka" $.root }}-cluster-ca-cert, key: ca.crt}
{{- else if .external.caSecret.name }}
- {volume: kafka, secret: {{ .external.caSecret.name }}, key: {{ .external.caSecret.key }}}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Whether a part works with pictures. Takes the key. */}}
{{- define "postly.hasBlobs" -}}
{{- if has .key (list "drafts" "approvals" "scheduling") }}true{{- end }}
{{- end }}

{{/* Whether it has them on a volume. Takes root and key. */}}
{{- define "postly.hasBlobsVolume" -}}
{{- if eq .root.Values.blobs.kind "directory" }}{{ include "postly.hasBlobs" . }}{{- end }}
{{- end }}

{{/* The volumes of a part's pods. Takes root and key. */}}
{{- define "postly.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- if include "postly.hasBlobsVolume" . }}
- name: blobs
  persistentVolumeClaim:
    claimName: {{ include "postly.blobsClaim" .root }}
{{- end }}
{{- range include "postly.authorities" . | fromYamlArray }}
- name: {{ .volume }}
  secret:
    secretName: {{ .secret }}
    items:
      - key: {{ .key }}
        path: {{ .key }}
{{- end }}
{{- end }}

{{/* A container of a part. Takes root, key, part and phase. */}}
{{- define "postly.container" -}}
name: {{ ternary .part.name (printf "%s-migrations" .phase) (eq .phase "run") }}
image: {{ include "postly.image" . | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
env:
  {{- include "postly.environment" . | nindent 2 }}
resources:
  {{- toYaml (index .root.Values.services .key).resources | nindent 2 }}
securityContext:
  {{- include "postly.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if include "postly.hasBlobsVolume" . }}
  - name: blobs
    mountPath: /var/lib/postly/blobs
  {{- end }}
  {{- range include "postly.authorities" . | fromYamlArray }}
  - name: {{ .volume }}
    mountPath: /etc/postly/{{ .volume }}
    readOnly: true
  {{- end }}
{{- end }}

{{/* The container of a part that serves. Takes root, key and part. */}}
{{- define "postly.server" -}}
{{- include "postly.container" (merge (dict "phase" "run") .) }}
ports:
  - name: http
    containerPort: {{ .part.port }}
startupProbe:
  httpGet: {path: /q/health/started, port: http}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 3
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
lifecycle:
  preStop:
    sleep:
      seconds: {{ .root.Values.shutdown.preStopSeconds }}
{{- end }}
