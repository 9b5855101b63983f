package io.postly.helm;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * What the chart uses of operators that have no Java model: names and types as their reference has
 * them. Whatever is not here is refused.
 */
final class OperatorModels {

  private OperatorModels() {}

  record Name(String name) {}

  record NameAndKey(String name, String key) {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {
    record ScaledObjectSpec(
        Name scaleTargetRef, int minReplicaCount, int maxReplicaCount, List<Trigger> triggers) {}

    record Trigger(String type, String metricType, Map<String, String> metadata) {}
  }

  record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {
    record ClusterSpec(
        int instances,
        String imageName,
        boolean enableSuperuserAccess,
        Storage storage,
        ResourceRequirements resources,
        Managed managed,
        Postgresql postgresql,
        List<Plugin> plugins) {}

    record Storage(String size, String storageClass) {}

    record Managed(List<Role> roles) {}

    record Role(
        String name, String ensure, boolean login, boolean superuser, Name passwordSecret) {}

    record Postgresql(Map<String, String> parameters, List<String> pg_hba) {}

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}
  }

  record Database(String apiVersion, String kind, ObjectMeta metadata, DatabaseSpec spec) {
    record DatabaseSpec(
        String name, String owner, String ensure, String databaseReclaimPolicy, Name cluster) {}
  }

  record ScheduledBackup(
      String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {
    record ScheduledBackupSpec(
        String schedule,
        String backupOwnerReference,
        String method,
        Name pluginConfiguration,
        Name cluster) {}
  }

  record Keycloak(String apiVersion, String kind, ObjectMeta metadata, KeycloakSpec spec) {
    record KeycloakSpec(
        int instances,
        String image,
        ResourceRequirements resources,
        BootstrapAdmin bootstrapAdmin,
        KeycloakDatabase db,
        List<Option> additionalOptions,
        Map<String, Truststore> truststores,
        Http http,
        Proxy proxy,
        Hostname hostname,
        Ingress ingress,
        Policy networkPolicy) {}

    record BootstrapAdmin(User user) {}

    record User(String secret) {}

    record KeycloakDatabase(
        String vendor,
        int poolMaxSize,
        String database,
        String host,
        int port,
        NameAndKey usernameSecret,
        NameAndKey passwordSecret) {}

    record Option(String name, String value) {}

    record Truststore(Name secret) {}

    record Http(boolean httpEnabled) {}

    record Proxy(String headers) {}

    record Hostname(String hostname, boolean backchannelDynamic) {}

    record Ingress(boolean enabled, String className, String tlsSecret) {}

    record Policy(boolean enabled, List<NetworkPolicyPeer> http) {}
  }

  record KeycloakRealmImport(
      String apiVersion, String kind, ObjectMeta metadata, KeycloakRealmImportSpec spec) {
    record KeycloakRealmImportSpec(
        String keycloakCRName, Map<String, Placeholder> placeholders, RealmRepresentation realm) {}

    record Placeholder(NameAndKey secret) {}
  }
}
