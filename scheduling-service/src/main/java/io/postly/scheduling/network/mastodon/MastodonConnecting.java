package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks a server whose token it is, and what its limits are. */
@ApplicationScoped
class MastodonConnecting {

  private static final String SERVER = "mastodon.server";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  /** A token that has no user is answered with 422. */
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 422);

  private static final int NOT_FOUND = 404;

  /** As {@link io.postly.action.text.CharacterCount#SHORT_LINKS} counts them. */
  private static final int CHARACTERS_OF_A_LINK = 23;

  private static final List<String> SCOPES = List.of("read:statuses", "write:statuses");
  private static final String NEXT_STEP =
      "Make an application under Preferences, Development with the scopes read:accounts,"
          + " read:statuses, write:statuses and, for pictures, write:media, then repeat the call"
          + " with its access token.";

  private final MastodonApi api;
  private final JsonHttp http;

  MastodonConnecting(MastodonApi api, JsonHttp http) {
    this.api = api;
    this.http = http;
  }

  Connection connect(MastodonAccount given) {
    MastodonServer server = server(given.server(), SERVER);
    String token = given.accessToken();
    JsonNode account = account(server, token);
    String id = MastodonStatus.id(account).orElseThrow();
    JsonNode instance = instance(server, token);
    checkLinks(instance);
    checkScopes(server, token);
    return new Connection(
        Optional.of(
            http.write(new MastodonCredentials(server.origin(), id, token, given.visibility()))),
        Optional.of(id + "@" + server.host()),
        Optional.of("@" + account.path("username").asText() + "@" + domain(server, instance)),
        maxCharacters(instance),
        Optional.empty());
  }

  /**
   * The server that a person names.
   *
   * @param field where they named it
   */
  MastodonServer server(String text, String field) {
    try {
      MastodonServer server = MastodonServer.parse(text, http.allowsPrivateAddresses());
      http.objection(server.origin())
          .ifPresent(
              objection -> {
                throw ProblemException.invalid(field, objection);
              });
      return server;
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, e.getMessage());
    }
  }

  /** Refuses a server that was not asked because of its address. */
  void requireAllowed(HttpAnswer answer, String field) {
    if (answer instanceof HttpAnswer.NotSent failure
        && failure.reason().equals(HttpAnswer.NOT_ALLOWED)) {
      throw ProblemException.invalid(field, "must have public addresses only");
    }
  }

  private JsonNode account(MastodonServer server, String token) {
    HttpAnswer answer = api.account(server, token);
    requireAllowed(answer, SERVER);
    if (answer instanceof HttpAnswer.Answered answered) {
      if (REFUSALS.contains(answered.status())) {
        throw ConnectProblems.refused(
                "%s does not accept the access token (HTTP %d)."
                    .formatted(server.host(), answered.status()))
            .nextStep(NEXT_STEP);
      }
      JsonNode account = api.json(answered);
      if (answered.isAccepted()
          && MastodonStatus.id(account).isPresent()
          && NAME.matcher(account.path("username").asText()).matches()) {
        return account;
      }
    }
    throw ConnectProblems.unavailable(answer, server.host());
  }

  private JsonNode instance(MastodonServer server, String token) {
    HttpAnswer answer = api.instance(server, token);
    if (answer instanceof HttpAnswer.Answered older && older.status() == NOT_FOUND) {
      answer = api.olderInstance(server, token);
    }
    if (answer instanceof HttpAnswer.Answered answered && answered.isAccepted()) {
      JsonNode instance = api.json(answered);
      if (instance.isObject()) {
        return instance;
      }
    }
    throw ConnectProblems.unavailable(answer, server.host());
  }

  /** A text that has been approved must not turn out to be too long. */
  private static void checkLinks(JsonNode instance) {
    JsonNode reserved = limit(instance, "characters_reserved_per_url");
    if (reserved.isNumber() && reserved.intValue() != CHARACTERS_OF_A_LINK) {
      throw ConnectProblems.refused(
              "The server counts any link as %d characters; Postly can only count %d."
                  .formatted(reserved.intValue(), CHARACTERS_OF_A_LINK))
          .nextStep("Connect an account on another server, or a webhook.");
    }
  }

  private static OptionalInt maxCharacters(JsonNode instance) {
    int most = limit(instance, "max_characters").asInt(0);
    return most >= 1 ? OptionalInt.of(most) : OptionalInt.empty();
  }

  private static JsonNode limit(JsonNode instance, String name) {
    return instance.path("configuration").path("statuses").path(name);
  }

  /** Since version 4.3 servers say what a token may do; with others it shows when it is used. */
  private void checkScopes(MastodonServer server, String token) {
    if (!(api.application(server, token) instanceof HttpAnswer.Answered answered)
        || !answered.isAccepted()) {
      return;
    }
    JsonNode scopes = api.json(answered).path("scopes");
    Set<String> granted = new HashSet<>();
    scopes.forEach(scope -> granted.add(scope.asText()));
    for (String scope : SCOPES) {
      boolean isGranted =
          granted.contains(scope) || granted.contains(scope.substring(0, scope.indexOf(':')));
      if (scopes.isArray() && !isGranted) {
        throw ConnectProblems.refused("The access token lacks the scope " + scope + ".")
            .nextStep(NEXT_STEP);
      }
    }
  }

  /** The domain in the names of the server's accounts: {@code uri} before version 4.0. */
  private static String domain(MastodonServer server, JsonNode instance) {
    String domain = instance.path("domain").asText(instance.path("uri").asText());
    return server.isOf(domain) ? domain : server.host();
  }
}
