package io.postly.helm;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Reads manifests as the models have them, and refuses what the models do not have. */
final class StrictModels {

  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          entry("v1 ConfigMap", ConfigMap.class),
          entry("v1 Pod", Pod.class),
          entry("v1 Service", Service.class),
          entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          entry("v1 ServiceAccount", ServiceAccount.class),
          entry("apps/v1 Deployment", Deployment.class),
          entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          entry("batch/v1 Job", Job.class),
          entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
          entry("networking.k8s.io/v1 Ingress", Ingress.class),
          entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
          entry("keda.sh/v1alpha1 ScaledObject", OperatorModels.ScaledObject.class),
          entry("postgresql.cnpg.io/v1 Cluster", OperatorModels.Cluster.class),
          entry("postgresql.cnpg.io/v1 Database", OperatorModels.Database.class),
          entry("postgresql.cnpg.io/v1 ScheduledBackup", OperatorModels.ScheduledBackup.class),
          entry("k8s.keycloak.org/v2alpha1 Keycloak", OperatorModels.Keycloak.class),
          entry(
              "k8s.keycloak.org/v2alpha1 KeycloakRealmImport",
              OperatorModels.KeycloakRealmImport.class));

  private static final String KUBERNETES = "io.fabric8.kubernetes.";

  /** For Kubernetes' own models, which are written for the newer Jackson. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** For the operators' models, which are written for the older one. */
  private static final ObjectMapper STRICT_FOR_OPERATORS =
      com.fasterxml.jackson.databind.json.JsonMapper.builder()
          .annotationIntrospector(new NothingElseForOperators())
          .build();

  private StrictModels() {}

  /**
   * The manifest as its model.
   *
   * @throws AssertionError if it has no model, or something that its model does not have
   */
  static Object read(JsonNode manifest) {
    String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    Class<?> model = MODELS.get(kind);
    if (model == null) {
      throw new AssertionError("No model of " + kind);
    }
    try {
      return model.getName().startsWith(KUBERNETES)
          ? STRICT.readValue(manifest.toString(), model)
          : STRICT_FOR_OPERATORS.treeToValue(manifest, model);
    } catch (JsonProcessingException | JacksonException e) {
      throw new AssertionError(kind + " " + Manifests.name(manifest) + ": " + e.getMessage(), e);
    }
  }

  /** Models that keep what they do not know, or pass over it, no longer do. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated member) {
      return super.findPropertyIgnoralByName(config, member).withoutIgnoreUnknown();
    }
  }

  /** The same for the older Jackson. */
  private static final class NothingElseForOperators
      extends com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector {

    @Override
    public Boolean hasAnySetter(com.fasterxml.jackson.databind.introspect.Annotated member) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        com.fasterxml.jackson.databind.cfg.MapperConfig<?> config,
        com.fasterxml.jackson.databind.introspect.Annotated member) {
      return super.findPropertyIgnoralByName(config, member).withoutIgnoreUnknown();
    }
  }
}
