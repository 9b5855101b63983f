package io.postly.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * Network policies as a cluster applies them to pods of one namespace, and to addresses outside.
 */
final class NetworkRules {

  private final List<JsonNode> policies;

  NetworkRules(Manifests manifests) {
    policies = manifests.ofKind("NetworkPolicy");
  }

  /** Whether a pod reaches another one; both have to agree. */
  boolean lets(Map<String, String> from, Map<String, String> to, int port) {
    return letsOut(from, peer -> selects(peer, to), port)
        && letsIn(to, peer -> selects(peer, from), port);
  }

  /** Whether a pod reaches an address outside the cluster. */
  boolean letsOut(Map<String, String> from, String address, int port) {
    return letsOut(from, peer -> holds(peer.path("ipBlock"), address), port);
  }

  /** Whether pods of a namespace with this label reach a pod. */
  boolean letsInFromNamespace(String namespace, Map<String, String> to, int port) {
    return letsIn(
        to,
        peer ->
            Manifests.strings(peer.at("/namespaceSelector/matchLabels")).containsValue(namespace),
        port);
  }

  private boolean letsOut(Map<String, String> from, Peer peer, int port) {
    return lets(from, "Egress", "egress", "to", peer, port);
  }

  private boolean letsIn(Map<String, String> to, Peer peer, int port) {
    return lets(to, "Ingress", "ingress", "from", peer, port);
  }

  private boolean lets(
      Map<String, String> pod, String type, String rules, String peers, Peer peer, int port) {
    List<JsonNode> own =
        policies.stream()
            .filter(policy -> policy.at("/spec/policyTypes").toString().contains(type))
            .filter(policy -> matches(policy.at("/spec/podSelector"), pod))
            .toList();
    return own.isEmpty()
        || own.stream()
            .flatMap(policy -> Manifests.each(policy.path("spec").path(rules)))
            .anyMatch(
                rule ->
                    (!rule.has(peers) || Manifests.each(rule.path(peers)).anyMatch(peer::is))
                        && (!rule.has("ports")
                            || Manifests.each(rule.path("ports"))
                                .anyMatch(open -> open.path("port").asInt() == port)));
  }

  private static boolean selects(JsonNode peer, Map<String, String> pod) {
    return peer.has("podSelector")
        && !peer.has("namespaceSelector")
        && matches(peer.path("podSelector"), pod);
  }

  private static boolean matches(JsonNode selector, Map<String, String> labels) {
    return labels
        .entrySet()
        .containsAll(Manifests.strings(selector.path("matchLabels")).entrySet());
  }

  private static boolean holds(JsonNode block, String address) {
    return block.has("cidr")
        && holds(block.path("cidr").asText(), address)
        && Manifests.each(block.path("except"))
            .noneMatch(except -> holds(except.asText(), address));
  }

  private static boolean holds(String network, String address) {
    String[] parts = network.split("/", 2);
    byte[] first = bytes(parts[0]);
    byte[] second = bytes(address);
    int ignored = first.length * Byte.SIZE - Integer.parseInt(parts[1]);
    return first.length == second.length
        && new BigInteger(1, first)
            .shiftRight(ignored)
            .equals(new BigInteger(1, second).shiftRight(ignored));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Who is meant by an entry of a rule. */
  @FunctionalInterface
  private interface Peer {
    boolean is(JsonNode peer);
  }
}
