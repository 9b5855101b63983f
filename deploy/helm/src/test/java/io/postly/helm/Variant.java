package io.postly.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/**
 * A way to install the chart.
 *
 * @param name what is special about it
 * @param values all that is not the chart's default
 */
record Variant(String name, ObjectNode values) {

  /** What operators must say, wherever the engines come from. */
  private static final String OWN =
      """
      publicUrl: https://postly.example.com
      image: {repository: registry.example.com/postly}
      secrets:
        gatewaySealKey: {name: own-postly}
        consoleCookieKey: {name: own-postly}
        credentialsKey: {name: own-postly}
        gatewayClient: {name: own-postly, key: gateway-client}
        consoleClient: {name: own-postly, key: console-client}
      postgresql:
        credentials:
          drafts: {name: own-drafts}
          approvals: {name: own-approvals}
          scheduling: {name: own-scheduling}
          analytics: {name: own-analytics}
      identityProvider:
        issuer: https://id.example.com/realms/postly
        keycloak:
          database: {credentials: {name: own-keycloak}}
          peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
      ingress: {tlsSecret: own-tls}
      networkPolicy:
        clients: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
      monitoring:
        peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
      """;

  /** Engines of their own. */
  private static final String EXTERNAL =
      """
      postgresql:
        external:
          host: postgresql.example.com
          caSecret: {name: own-postgresql-ca}
          peers: [{ipBlock: {cidr: 10.1.0.0/16}}]
      kafka:
        external:
          bootstrapServers: kafka-0.example.com:9093,kafka-1.example.com:9094
          caSecret: {name: own-kafka-ca}
          credentials:
            drafts: {name: own-drafts-kafka}
            approvals: {name: own-approvals-kafka}
            scheduling: {name: own-scheduling-kafka}
            analytics: {name: own-analytics-kafka}
          peers: [{ipBlock: {cidr: 10.2.0.0/16}}]
      identityProvider:
        peers: [{ipBlock: {cidr: 203.0.113.7/32}}]
      """;

  /** An object store, reached with another access key by each service. */
  private static final String OBJECT_STORE =
      """
      blobs:
        kind: s3
        s3:
          endpoint: https://s3.example.com:9443
          bucket: pictures
          prefix: postly/
          caSecret: {name: own-s3-ca}
          credentials:
            drafts: {name: own-drafts-s3}
            approvals: {name: own-approvals-s3}
            scheduling: {name: own-scheduling-s3}
          peers: [{ipBlock: {cidr: 10.5.0.0/16}}]
      """;

  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  /** Everything from outside, with the chart's defaults for the rest. */
  static Variant external() {
    return of("external", OWN, EXTERNAL);
  }

  /** With a change of the former. */
  static Variant external(String name, String change) {
    return of(name, OWN, EXTERNAL, change);
  }

  /** With pictures in an object store of one's own. */
  static Variant objectStore(String... changes) {
    return of(
        "objectStore", Stream.concat(Stream.of(OWN, EXTERNAL, OBJECT_STORE), Stream.of(changes)));
  }

  static Variant profile(String profile, String... changes) {
    ObjectNode values =
        ChartFiles.tree(
            ChartFiles.text(ChartFiles.CHART.resolve("values-%s.yaml".formatted(profile))));
    values = ChartFiles.merge(values, of(profile, OWN).values());
    for (String change : changes) {
      values = ChartFiles.merge(values, ChartFiles.tree(change));
    }
    return new Variant(profile, values);
  }

  static Variant small() {
    return profile("small");
  }

  static Variant production() {
    return profile("production", EXTERNAL);
  }

  static Variant airGapped() {
    return profile("air-gapped");
  }

  /** Every profile, and every toggle in each of its positions. */
  static Stream<Variant> all() {
    return Stream.of(
        external(),
        small(),
        production(),
        airGapped(),
        external(
            "jvm",
            "image: {kind: jvm, tag: 1.2.3, pullPolicy: Always, pullSecrets: [own-registry]}"),
        external("pinned", pinned()),
        external(
            "httpRoute",
            "gatewayApi: {enabled: true, parentRefs: [{name: public, namespace: gateways,"
                + " sectionName: https}]}"),
        external(
            "ingressByHttp",
            """
            publicUrl: http://postly.example.com:8080
            ingress: {enabled: true, className: nginx, tlsSecret: "", annotations: {example.com/buffering: "off"}}
            """),
        external(
            "hpa", "{autoscaling: {kind: hpa, cpuPercent: 60}, postgresql: {maxConnections: 200}}"),
        external(
            "keda",
            "{autoscaling: {kind: keda, prometheusUrl: 'http://prometheus.monitoring:9090'},"
                + " postgresql: {maxConnections: 400, connectionsPerPod: 12}}"),
        external("withoutNetworkPolicies", "networkPolicy: {enabled: false}"),
        external("ownNetworks", "networkPolicy: {internet: false, networks: [10.9.0.0/16]}"),
        external("withoutDisruptionBudgets", "disruptionBudget: {enabled: false}"),
        external("textLogs", "logs: {json: false}"),
        external(
            "traces",
            """
            telemetry:
              endpoint: http://collector.monitoring:4318
              headersSecret: {name: own-collector}
              peers: [{namespaceSelector: {}, podSelector: {matchLabels: {app: collector}}}]
            """),
        external(
            "tracesByGrpc",
            "telemetry: {endpoint: 'http://collector:4317', protocol: grpc, peers: [{podSelector:"
                + " {}}]}"),
        external(
            "plainKafka", "kafka: {external: {securityProtocol: PLAINTEXT, caSecret: {name: ''}}}"),
        external("kafkaWithoutSignIn", "kafka: {external: {securityProtocol: SSL}}"),
        external(
            "plainPostgresql", "postgresql: {external: {sslMode: disable, caSecret: {name: ''}}}"),
        external(
            "privateIssuer",
            "identityProvider: {caSecret: {name: own-issuer-ca}, internalUrl:"
                + " 'https://id.internal:8443/realms/postly'}"),
        external(
            "exempt",
            "identityProvider: {exemptClients: [scripts, nightly-report], gatewayClient: gate,"
                + " consoleClient: page}"),
        external("formerKeys", "secrets: {previousCredentialsKeys: {name: own-former}}"),
        external("ownClaim", "blobs: {existingClaim: own-pictures}"),
        external(
            "oneNode",
            "blobs: {accessMode: ReadWriteOnce, storage: {size: 1Gi, storageClass: fast}}"),
        objectStore(),
        external(
            "networks",
            "networks: {x: {clientId: app, clientSecret: {name: own-x}}, linkedin: {clientId: app,"
                + " clientSecret: {name: own-linkedin}}, threads: {clientId: '1', clientSecret:"
                + " {name: own-threads}}, bluesky: {clientKey: {name: own-bluesky},"
                + " previousClientKeys: {name: own-former}}}"),
        external("placed", placed()),
        external("userOfTheCluster", "runAsUser: 0"),
        external(
            "testWithToken", "test: {tokenSecret: {name: own-token}, digest: '" + DIGEST + "'}"),
        external(
            "configured",
            "services: {scheduling: {environment: {POSTLY_SCHEDULING_DISPATCH_BATCH_SIZE: '50'}}}"),
        external(
            "watched",
            "monitoring: {serviceMonitor: {enabled: true, labels: {release: prometheus}}, rules:"
                + " {enabled: true, labels: {release: prometheus}}, dashboards: {enabled: true,"
                + " annotations: {grafana_folder: Postly}}}"),
        external(
            "onlyPostgresqlByOperator",
            "postgresql: {mode: cloudnative-pg, cloudnativePg: {image:"
                + " 'registry.example.com/postgresql:18', parameters: {work_mem: 8MB},"
                + " storage: {storageClass: fast}, backup: {objectStore: own-backups}}}"),
        external(
            "onlyKafkaByOperator",
            "kafka: {mode: strimzi, strimzi: {version: 4.1.0, replicas: 5, storage: {storageClass:"
                + " fast}}}"),
        external(
            "onlyKeycloakByOperator",
            "identityProvider: {mode: keycloak, keycloak: {image:"
                + " 'registry.example.com/keycloak:26.7', adminSecret: own-admin, ingress:"
                + " {className: nginx, tlsSecret: own-id-tls}}}"),
        profile(
            "small",
            "networkPolicy: {enabled: false}",
            "identityProvider: {keycloak: {ingress: {enabled: false}}}"));
  }

  @Override
  public String toString() {
    return name;
  }

  private static Variant of(String name, String... layers) {
    return of(name, Stream.of(layers));
  }

  private static Variant of(String name, Stream<String> layers) {
    return new Variant(
        name, layers.map(ChartFiles::tree).reduce(ChartFiles.tree("{}"), ChartFiles::merge));
  }

  private static String pinned() {
    return "services: {gateway: {digest: '%1$s'}, drafts: {digest: '%1$s'}}".formatted(DIGEST);
  }

  private static String placed() {
    return """
    placement:
      nodeSelector: {kubernetes.io/arch: amd64}
      tolerations: [{key: dedicated, operator: Equal, value: postly, effect: NoSchedule}]
      priorityClassName: important
      spreadOver: []
    """;
  }
}
