package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that make no installation, and what their operators are told. */
class RefusalsTest {

  @Test
  void allThatIsMissingIsSaidAtOnce() {
    assertThatThrownBy(() -> Chart.text(new Variant("nothing", ChartFiles.tree("{}"))))
        .hasMessageContainingAll(
            "publicUrl: where do clients reach Postly?",
            "image.repository: where are the images?",
            "secrets.gatewaySealKey.name: name the Secret that has it",
            "secrets.gatewayClient.name: name the Secret that has it",
            "secrets.consoleClient.name: name the Secret that has it",
            "secrets.consoleCookieKey.name: name the Secret that has it",
            "secrets.credentialsKey.name: name the Secret that has it",
            "postgresql.credentials.drafts.name: name the Secret with the user and the password",
            "postgresql.external.host: where is the server?",
            "postgresql.external.caSecret.name: verify-full needs the Secret",
            "kafka.external.bootstrapServers: where are the brokers?",
            "kafka.external.credentials.analytics.name: name the Secret with sasl.jaas.config",
            "identityProvider.issuer: who signs people in?");
  }

  static Stream<Arguments> missing() {
    return Stream.of(
        Arguments.of("postgresql: {external: {peers: []}}", "postgresql.external.peers: network"),
        Arguments.of("kafka: {external: {peers: []}}", "kafka.external.peers: network"),
        Arguments.of("identityProvider: {peers: []}", "identityProvider.peers: network"),
        Arguments.of(
            "networks: {x: {clientId: app}}",
            "networks.x.clientSecret.name: name the Secret that has it"),
        Arguments.of("blobs: {kind: s3}", "blobs.s3.endpoint: where is the object store?"),
        Arguments.of("blobs: {kind: s3}", "blobs.s3.bucket: which bucket is for pictures?"),
        Arguments.of(
            "blobs: {kind: s3}",
            "blobs.s3.credentials.approvals.name: name the Secret with the access key"),
        Arguments.of("blobs: {kind: s3}", "blobs.s3.peers: network"),
        Arguments.of(
            "blobs: {kind: s3, s3: {endpoint: 'http://s3.example.com'}}",
            "blobs.s3.endpoint: it is http"),
        Arguments.of(
            "ingress: {enabled: true, tlsSecret: ''}", "ingress.tlsSecret: publicUrl is https"),
        Arguments.of(
            "{ingress: {enabled: true}, networkPolicy: {clients: []}}",
            "networkPolicy.clients: network"),
        Arguments.of(
            "{ingress: {enabled: true}, gatewayApi: {enabled: true, parentRefs: [{name: a}]}}",
            "ingress and gatewayApi: enable one of them"),
        Arguments.of("gatewayApi: {enabled: true}", "gatewayApi.parentRefs: which Gateways"),
        Arguments.of(
            "autoscaling: {kind: keda}", "autoscaling.prometheusUrl: keda asks Prometheus"),
        Arguments.of("telemetry: {endpoint: 'http://collector:4318'}", "telemetry.peers: network"),
        Arguments.of(
            "monitoring: {serviceMonitor: {enabled: true}, peers: []}",
            "monitoring.peers: network"),
        Arguments.of(
            "services: {drafts: {autoscaling: {minReplicas: 5, maxReplicas: 4}}}",
            "services.drafts.autoscaling: minReplicas is above maxReplicas"),
        Arguments.of(
            "services: {drafts: {replicas: 6}}",
            "postgresql.maxConnections: up to 106 connections are asked for, by 16 pods"),
        Arguments.of(
            "autoscaling: {kind: hpa}",
            "postgresql.maxConnections: up to 178 connections are asked for, by 28 pods"),
        Arguments.of(
            "postgresql: {cloudnativePg: {parameters: {max_connections: '200'}}}",
            "postgresql.cloudnativePg.parameters.max_connections: set postgresql.maxConnections"),
        Arguments.of(
            "services: {gateway: {environment: {POSTLY_GATEWAY_PUBLIC_URL: 'https://other'}}}",
            "services.gateway.environment.POSTLY_GATEWAY_PUBLIC_URL: the chart sets it itself"),
        Arguments.of(
            "identityProvider: {mode: keycloak, issuer: 'https://id.example.com/realms/other'}",
            "identityProvider.issuer: with keycloak it ends in /realms/postly"),
        Arguments.of(
            "identityProvider: {mode: keycloak, keycloak: {database: {credentials: {name: ''}}}}",
            "identityProvider.keycloak.database.credentials.name: name the Secret"),
        Arguments.of(
            "identityProvider: {mode: keycloak, keycloak: {peers: []}}",
            "identityProvider.keycloak.peers: network"));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void whatDoesNotFitTogetherIsRefused(String change, String message) {
    assertThatThrownBy(() -> Chart.text(Variant.external("changed", change)))
        .hasMessageContaining(message);
  }

  @Test
  void withoutNetworkPoliciesNobodyHasToSayWhereThingsAre() {
    Variant variant =
        Variant.external(
            "open",
            """
            networkPolicy: {enabled: false, clients: []}
            ingress: {enabled: true}
            postgresql: {external: {peers: []}}
            kafka: {external: {peers: []}}
            identityProvider: {peers: []}
            monitoring: {serviceMonitor: {enabled: true}, peers: []}
            """);

    assertThat(Chart.render(variant).ofKind("NetworkPolicy")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          servces: {}                                                        | servces
          services: {gateway: {replica: 2}}                                  | replica
          services: {gateway: {replicas: 0}}                                 | replicas
          services: {billing: {}}                                            | billing
          services: {drafts: {digest: latest}}                               | digest
          services: {drafts: {environment: {PATH: /bin}}}                    | PATH
          services: {drafts: {environment: {POSTLY_CONSOLE_COOKIE_KEY: abc}}} | POSTLY_CONSOLE_COOKIE_KEY
          services: {drafts: {environment: {QUARKUS_DATASOURCE_PASSWORD: a}}} | QUARKUS_DATASOURCE_PASSWORD
          services: {drafts: {resources: {limits: {memory: much}}}}          | memory
          publicUrl: https://postly.example.com/                             | publicUrl
          publicUrl: postly.example.com                                      | publicUrl
          environment: Production!                                           | environment
          image: {kind: wasm}                                                | kind
          image: {repository: Registry/Postly}                               | repository
          secrets: {credentialsKey: c2VjcmV0}                                | credentialsKey
          secrets: {credentialsKey: {value: c2VjcmV0}}                       | value
          postgresql: {mode: embedded}                                       | mode
          postgresql: {external: {password: secret}}                         | password
          postgresql: {external: {sslMode: prefer}}                          | sslMode
          kafka: {external: {bootstrapServers: kafka}}                       | bootstrapServers
          kafka: {strimzi: {replicas: 2}}                                    | replicas
          kafka: {external: {saslMechanism: GSSAPI}}                         | saslMechanism
          identityProvider: {issuer: 'https://id.example.com/realms/postly/'} | issuer
          networkPolicy: {networks: [everything]}                            | networks
          networkPolicy: {internetExcept: []}                                | internetExcept
          networkPolicy: {clients: [{}]}                                     | clients
          autoscaling: {kind: vpa}                                           | kind
          shutdown: {timeoutSeconds: 0}                                      | timeoutSeconds
          telemetry: {protocol: http/json}                                   | protocol
          test: {image: curl}                                                | image
          blobs: {kind: memory}                                              | kind
          blobs: {s3: {endpoint: 's3://pictures'}}                           | endpoint
          blobs: {s3: {endpoint: 'https://s3.example.com/pictures'}}         | endpoint
          blobs: {s3: {bucket: Pictures}}                                    | bucket
          blobs: {s3: {prefix: '../'}}                                       | prefix
          blobs: {s3: {secretAccessKey: secret}}                             | secretAccessKey
          blobs: {s3: {credentials: {analytics: {name: own}}}}               | analytics
          runAsUser: -1                                                      | runAsUser
          """)
  void whatTheSchemaDoesNotHaveIsRefused(String change, String named) {
    assertThatThrownBy(() -> Chart.text(Variant.external("changed", change)))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }

  @Test
  void aReleaseNameThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> Chart.text(Variant.external(), "a".repeat(25)))
        .hasMessageContaining("the release's name has more than 24 characters");
  }
}
