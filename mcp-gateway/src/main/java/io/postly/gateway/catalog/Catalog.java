package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.config.ServicesConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every operation that the services' contracts declare. Immutable; read once, at start. */
@Singleton
public class Catalog {

  private final List<Contract> contracts;
  private final SortedMap<String, Operation> operations;

  /** Reads the contracts that the build has put on the class path. */
  @Inject
  Catalog(ServicesConfig config, ObjectMapper json) {
    this(config.services().keySet().stream().sorted().map(service -> load(service, json)).toList());
  }

  /**
   * A catalog of those contracts; fails with a {@link ContractException} where they cannot be
   * offered together.
   */
  public Catalog(List<Contract> contracts) {
    this.contracts = List.copyOf(contracts);
    this.operations = index(contracts);
  }

  /** All operations, by name. */
  public Collection<Operation> operations() {
    return operations.values();
  }

  /** The operation of that name. */
  public Optional<Operation> find(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  /** The contracts themselves, by service. */
  public List<Contract> contracts() {
    return contracts;
  }

  private static SortedMap<String, Operation> index(List<Contract> contracts) {
    SortedMap<String, Operation> operations = new TreeMap<>();
    Map<String, Operation> names = new HashMap<>();
    Map<String, Operation> routes = new HashMap<>();
    for (Operation operation : readAll(contracts)) {
      operations.put(operation.name(), operation);
      refuseDuplicate(
          "the name " + operation.name(),
          names.putIfAbsent(operation.name(), operation),
          operation);
      operation
          .mcp()
          .formerNames()
          .forEach(
              former ->
                  refuseDuplicate(
                      "the name " + former, names.putIfAbsent(former, operation), operation));
      operation
          .mcp()
          .resource()
          .map(UriTemplate::text)
          .ifPresent(uri -> refuseDuplicate(uri, names.putIfAbsent(uri, operation), operation));
      operation
          .mcp()
          .completion()
          .map(completion -> "the values of " + completion.argument())
          .ifPresent(
              values -> refuseDuplicate(values, names.putIfAbsent(values, operation), operation));
      String route = operation.method() + " " + operation.path().replaceAll("\\{[^}]+}", "{}");
      refuseDuplicate("the route " + route, routes.put(route, operation), operation);
    }
    return Collections.unmodifiableSortedMap(operations);
  }

  private static List<Operation> readAll(List<Contract> contracts) {
    List<Operation> operations = new ArrayList<>();
    contracts.forEach(
        contract ->
            ContractReader.read(contract).forEach(operation -> addTo(operations, operation)));
    return operations;
  }

  private static void addTo(List<Operation> operations, Operation operation) {
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).isSharedWith(operation)) {
        operations.set(i, operations.get(i).sharedWith(operation));
        return;
      }
    }
    operations.add(operation);
  }

  private static void refuseDuplicate(String what, Operation first, Operation second) {
    if (first != null) {
      throw new ContractException(
          second.service(),
          "%s of %s is taken by %s of the service '%s'"
              .formatted(what, second.name(), first.name(), first.service()));
    }
  }

  private static Contract load(String service, ObjectMapper json) {
    String resource = "contracts/" + service + "/openapi.json";
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream document = loader.getResourceAsStream(resource)) {
      if (document == null) {
        throw new ContractException(service, "the resource " + resource + " is missing");
      }
      if (json.readTree(document) instanceof ObjectNode object) {
        return new Contract(service, object);
      }
      throw new ContractException(service, "it is not a JSON object");
    } catch (IOException e) {
      throw new ContractException(service, "it is not JSON", e);
    }
  }
}
