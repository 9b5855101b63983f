package io.postly.helm.document;

import java.util.List;

/** What people read of the chart: its {@code README.md}. */
public final class ChartDocument {

  private ChartDocument() {}

  /**
   * The file.
   *
   * @param values all values, in the order in which they are shown
   * @param schema what each of them takes
   */
  public static String markdown(List<ChartValue> values, ValuesSchema schema) {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- Made from values.yaml, values.schema.json and the code (io.postly.helm.document.ChartDocument); the test says how to make it anew. -->
            # Postly on Kubernetes
            A Helm chart for Kubernetes 1.30 or later. It runs the gateway and the four services, and brings their databases up to date. PostgreSQL, Kafka and the
            identity provider are yours, or the chart has their operators make them: CloudNativePG 1.25, Strimzi 0.49, Keycloak 26.4, or later ones, which
            have to be installed before.

            ## Install
            1. Make the Secrets. The chart makes none, has no default for any, and is refused with a list of what is missing.

                   kubectl create secret generic postly --from-literal=seal-key="$(openssl rand -hex 32)" \\
                     --from-literal=cookie-key="$(openssl rand -hex 32)" --from-literal=credentials-key="$(openssl rand -base64 32)" \\
                     --from-literal=gateway-client="$(openssl rand -hex 32)" --from-literal=console-client="$(openssl rand -hex 32)"
                   for database in drafts approvals scheduling analytics keycloak; do
                     kubectl create secret generic postly-$database --type=kubernetes.io/basic-auth \\
                       --from-literal=username=$database --from-literal=password="$(openssl rand -hex 32)"
                   done

            2. Write down what is your own, `own.yaml`:

               ```yaml
               publicUrl: https://postly.example.com
               image: {repository: registry.example.com/postly}
               secrets:
                 gatewaySealKey: {name: postly}
                 consoleCookieKey: {name: postly}
                 credentialsKey: {name: postly}
                 gatewayClient: {name: postly, key: gateway-client}
                 consoleClient: {name: postly, key: console-client}
               postgresql:
                 credentials:
                   drafts: {name: postly-drafts}
                   approvals: {name: postly-approvals}
                   scheduling: {name: postly-scheduling}
                   analytics: {name: postly-analytics}
               identityProvider:
                 issuer: https://id.example.com/realms/postly
                 keycloak:
                   database: {credentials: {name: postly-keycloak}}
                   peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
               ingress: {tlsSecret: postly-tls}
               networkPolicy:
                 clients: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
               ```

            3. Install it with a profile, and shake hands:

                   helm install postly deploy/helm/postly --values deploy/helm/postly/values-small.yaml --values own.yaml
                   helm test postly

            With a provider of your own, set up its clients and scopes first; the [README](../../../README.md#connecting-chatgpt) says which. With `keycloak` the realm is imported
            once, without people: add groups `/workspaces/<workspace>/<role>` and their members there. What changes in the realm later is not imported again.

            ## Profiles
            | file | for |
            |---|---|
            | `values-small.yaml` | one pod of each part and of each engine, made by the operators |
            | `values-production.yaml` | engines of your own or a provider's; scaling, spread over zones, metrics, alerts and dashboards |
            | `values-air-gapped.yaml` | no internet: images of your own registry, engines made by the operators, posts to your own networks alone |

            ## Upgrade
            Each service has a job that migrates its database and ends. Pods of the new version wait for it: a first container ends well only when every migration
            it knows was applied, by the same image and user. Meanwhile the pods of the old version serve, and go on until the new ones are ready. So a version's
            migrations must leave the database usable by the version before: add first, and remove what nobody uses any more one version later. The same makes
            `helm rollback` work; it takes no migration back.

            The job is no Helm hook, for a hook would run before the database that the chart has made. Whoever waits for the rollout waits for the job:
            `helm upgrade --wait`. A rebuild of analytics wants all its pods stopped before: scale it to none, then upgrade.

            ## Topics
            With Kafka of your own, make `postly.drafts`, `postly.approvals`, `postly.publications`, `postly.actions` and `postly.dead-letters`. Each service reads what others
            write: `templates/_parts.tpl` says which, and is what users' rights follow from. Its consumer group is called like the service;
            a rebuild of analytics needs groups that begin with `analytics-service`.

            ## Who reaches whom
            Everything is refused, in and out, but this:

            | from | to |
            |---|---|
            | `networkPolicy.clients`, the approvals service (for the console), the chart's test | gateway |
            | gateway | the four services |
            | each service, its job | PostgreSQL; each user has a database of its own |
            | each service | Kafka, as a user of its own |
            | gateway, each service | the identity provider, the collector of traces |
            | scheduling service | the internet on port 443, without private addresses and by IPv4 alone; `networkPolicy.networks` |
            | `monitoring.peers` | all parts, for metrics |
            | all | name resolution |

            Only the paths for clients are on the Ingress or HTTPRoute, so health and metrics stay inside. Pods run under the restricted pod security standard: not as root, nothing
            to write to but a temporary folder, no capability, no token of the cluster. Label the namespace `pod-security.kubernetes.io/enforce: restricted`;
            engines that are made in it have to keep to that too, Strimzi's with `STRIMZI_POD_SECURITY_PROVIDER_CLASS=restricted` at its operator.

            ## Watch
            `monitoring` gives the Prometheus operator what it scrapes, with the labels `environment` and `job`, and the rules and alerts of `deploy/monitoring`. Exemplars come
            with OpenMetrics, which is asked for first. Dashboards are ConfigMaps for Grafana's sidecar.

            ## Values
            `--set` and files are checked against `values.schema.json`: a name that is not below is refused.

            | value | takes | default | means |
            |---|---|---|---|
            """);
    values.forEach(value -> text.append(row(value, schema)));
    return text.toString();
  }

  private static String row(ChartValue value, ValuesSchema schema) {
    String takes = schema.takes(value);
    return value.isGroup()
        ? "| **`%s`** | | | %s |\n".formatted(value.name(), value.meaning())
        : "| `%s` | %s | `%s` | %s |\n"
            .formatted(value.name(), takes, value.standard(), value.meaning());
  }
}
