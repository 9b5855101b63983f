package io.postly.local.workflow;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Calls every action as everybody, through every protocol; roles other than the first through one
 * each, since that all protocols end alike is seen of all the other calls. The calls of one action
 * follow each other, as they share an example; those of different actions do not wait for each
 * other, but for the few that would be in the others' way.
 */
final class AccessTrials implements AutoCloseable {

  static final List<String> ROLES = List.of("viewer", "analyst", "editor", "approver", "admin");
  static final String HOME = "acme";

  private static final String ELSEWHERE = "globex";
  private static final String NEWCOMER = "newcomer";
  private static final String ADMIN = HOME + "-admin";
  private static final String FOREIGN_ADMIN = ELSEWHERE + "-admin";
  private static final int AT_A_TIME = 8;

  /**
   * While publishing is stopped nothing goes out that other examples need; the last lets it go on.
   */
  private static final List<String> AFTER_THE_OTHERS =
      List.of("stop_publishing", "resume_publishing");

  private final ActionExamples home = new ActionExamples(HOME);
  private final ActionExamples elsewhere = new ActionExamples(ELSEWHERE);

  /**
   * One row per action, in the order of the actions.
   *
   * @throws java.util.concurrent.CompletionException when an action could not be tried out, for
   *     example because it has no example
   */
  List<AccessRow> run(List<OfferedAction> actions) {
    KeycloakAdmin.addPerson(NEWCOMER);
    Map<String, AccessRow> rows = new HashMap<>();
    together(actions.stream().filter(action -> !isAfterTheOthers(action)).toList())
        .forEach(row -> rows.put(row.action().name(), row));
    actions.stream()
        .filter(AccessTrials::isAfterTheOthers)
        .sorted(Comparator.comparing(action -> AFTER_THE_OTHERS.indexOf(action.name())))
        .map(this::row)
        .forEach(row -> rows.put(row.action().name(), row));
    return actions.stream().map(action -> rows.get(action.name())).toList();
  }

  private static boolean isAfterTheOthers(OfferedAction action) {
    return AFTER_THE_OTHERS.contains(action.name());
  }

  private List<AccessRow> together(List<OfferedAction> actions) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      List<CompletableFuture<AccessRow>> rows =
          actions.stream()
              .map(action -> CompletableFuture.supplyAsync(() -> row(action), threads))
              .toList();
      return rows.stream().map(CompletableFuture::join).toList();
    }
  }

  private AccessRow row(OfferedAction action) {
    Example example = new Example(home, action);
    Map<String, Outcomes> byRole = new LinkedHashMap<>();
    for (String role : ROLES) {
      byRole.put(role, asMember(action, protocols(action, role), example, HOME + "-" + role));
    }
    Outcomes withoutScope =
        asMember(action, action.protocols(), example, ADMIN, People.scopesBut(action.scope()));
    Outcomes withScopeAlone = asMember(action, action.protocols(), example, ADMIN, action.scope());
    Map<String, AccessRow.Comparison> byOutsider = new LinkedHashMap<>();
    for (String outsider : List.of(NEWCOMER, FOREIGN_ADMIN)) {
      byOutsider.put(outsider, asOutsider(action, example.arguments(), outsider));
    }
    return new AccessRow(
        action, byRole, withoutScope, withScopeAlone, byOutsider, foreign(action, example));
  }

  private static Set<Protocol> protocols(OfferedAction action, String role) {
    int turn = ROLES.indexOf(role);
    List<Protocol> all = List.copyOf(action.protocols());
    return turn == 0 ? action.protocols() : Set.of(all.get(turn % all.size()));
  }

  private static Outcomes asMember(
      OfferedAction action,
      Set<Protocol> protocols,
      Example example,
      String person,
      String... scopes) {
    return Outcomes.of(
        protocols,
        protocol -> {
          Answer answer =
              Patience.call(protocol.as(person, scopes), action.name(), example.arguments());
          example.used(answer);
          return answer;
        });
  }

  /** Compared with a workspace, and objects, that do not exist. */
  private static AccessRow.Comparison asOutsider(
      OfferedAction action, Map<String, Object> arguments, String person) {
    Map<String, Object> unknown = Identifiers.unknown(arguments);
    unknown.replace("workspace", "nowhere");
    return new AccessRow.Comparison(
        Outcomes.of(
            action.protocols(), protocol -> protocol.as(person).call(action.name(), arguments)),
        Outcomes.of(
            action.protocols(), protocol -> protocol.as(person).call(action.name(), unknown)));
  }

  /** Everything else in these calls is their maker's own, so that nothing else is refused. */
  private Map<String, AccessRow.Comparison> foreign(OfferedAction action, Example example) {
    Map<String, AccessRow.Comparison> byIdentifier = new LinkedHashMap<>();
    Example own = new Example(elsewhere, action);
    for (String name : action.identifiers()) {
      Object foreign = example.arguments().get(name);
      if (Identifiers.areIn(foreign)) {
        Object unknown = Identifiers.unknown(Map.of(name, foreign)).get(name);
        byIdentifier.put(
            name,
            new AccessRow.Comparison(
                asForeigner(action, own, name, foreign), asForeigner(action, own, name, unknown)));
      }
    }
    return byIdentifier;
  }

  private static Outcomes asForeigner(
      OfferedAction action, Example own, String name, Object identifier) {
    return Outcomes.of(
        action.protocols(),
        protocol -> {
          Map<String, Object> arguments = new LinkedHashMap<>(own.arguments());
          arguments.put(name, identifier);
          Answer answer = called(protocol.as(FOREIGN_ADMIN), action, name, arguments);
          own.used(answer);
          return answer;
        });
  }

  /**
   * A draft that is looked for in vain might be news under way, as far as the answer says; where
   * another identifier is tried, it is the maker's own draft whose news is waited for.
   */
  private static Answer called(
      Actions foreigner, OfferedAction action, String tried, Map<String, Object> arguments) {
    return tried.equals("draft_id")
        ? foreigner.call(action.name(), arguments)
        : Patience.call(foreigner, action.name(), arguments);
  }

  @Override
  public void close() {
    home.close();
    elsewhere.close();
  }
}
