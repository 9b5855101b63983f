package io.postly.scheduling.network.bluesky;

import io.postly.action.confirmation.ConfirmationConfig;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.PublicAddress;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.oauth.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What authorization servers know this installation by (atproto.com, "OAuth", "Clients"): the
 * address of a document that tells them of it. Where the console is on the machine itself, which no
 * server reaches, it is the special address that stands for such a client.
 */
@ApplicationScoped
class BlueskyClient {

  /** Where the document is, below the console's host. */
  static final String PATH = "/oauth-client-metadata.json";

  static final String SCOPES = "atproto transition:generic";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<Registration> registration;
  private final List<SigningKey> keys;
  private final Clock clock;

  /** Who this installation is, and where people are sent back to. */
  private record Registration(String clientId, String redirectUri, boolean isPublished) {}

  @Inject
  BlueskyClient(ConfirmationConfig addresses, SchedulingConfig config, Clock clock) {
    this(
        addresses.consoleUrl(),
        Stream.concat(
                config.signIn().bluesky().clientKey().stream(),
                config.signIn().bluesky().previousClientKeys().orElse(List.of()).stream())
            .toList(),
        clock);
  }

  /**
   * At that console's address.
   *
   * @param keys seeds of the keys that servers know, of which the first is used for what is new
   */
  BlueskyClient(String consoleUrl, List<String> keys, Clock clock) {
    this.registration = registration(URI.create(consoleUrl));
    this.keys = keys.stream().map(SigningKey::ofSeed).toList();
    this.clock = clock;
  }

  private static Optional<Registration> registration(URI console) {
    return new PublicAddress(console)
        .origin()
        .map(origin -> new Registration(origin + PATH, console + SignIn.RETURN_PATH, true))
        .or(
            () ->
                Optional.of(console)
                    .filter(BlueskyClient::isThisMachine)
                    .map(BlueskyClient::onThisMachine));
  }

  private static boolean isThisMachine(URI console) {
    return console.getScheme().equalsIgnoreCase("http")
        && THIS_MACHINE.contains(String.valueOf(console.getHost()));
  }

  /** There, only an address in figures may be come back to. */
  private static Registration onThisMachine(URI console) {
    String port = console.getPort() == -1 ? "" : ":" + console.getPort();
    String redirectUri = "http://127.0.0.1" + port + console.getRawPath() + SignIn.RETURN_PATH;
    String parameters =
        new Form().with("redirect_uri", redirectUri).with("scope", SCOPES).encoded();
    return new Registration("http://localhost/?" + parameters, redirectUri, false);
  }

  /** Whether servers can know this installation at all. */
  boolean isKnowable() {
    return registration.isPresent();
  }

  String clientId() {
    return registration.orElseThrow().clientId();
  }

  /**
   * Where people are sent back to: each network's is the same, but for how it names the machine.
   */
  String redirectUri() {
    return registration.orElseThrow().redirectUri();
  }

  /** How this installation proves who it is, as the standards name the method. */
  String method() {
    return key().isPresent() ? "private_key_jwt" : "none";
  }

  /** The key that is used for what is new; empty where nothing is proved. */
  Optional<SigningKey> key() {
    return registration.filter(Registration::isPublished).flatMap(_ -> keys.stream().findFirst());
  }

  /** The key of that name, if servers still know it. */
  Optional<SigningKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /**
   * What proves that this installation is the client that something was granted to: the key of the
   * sign-in; and where nothing was proved then, the key that it has by now.
   */
  Optional<SigningKey> keyOf(GrantedCredentials grant) {
    return grant.keyId() == null
        ? key().filter(_ -> grant.clientId().equals(clientId()))
        : key(grant.keyId());
  }

  /** Whether it would have to be proved with a key that is not there any more. */
  boolean lacksKeyOf(GrantedCredentials grant) {
    return grant.keyId() != null && key(grant.keyId()).isEmpty();
  }

  /**
   * A request with what says, and where there is a key proves, which client makes it. The proof
   * takes the place of one that the request has already.
   *
   * @param clientId what the server knows it by
   * @param issuer the server
   */
  Form identified(Form form, String clientId, Optional<SigningKey> key, String issuer) {
    form.with("client_id", clientId);
    key.ifPresent(
        one ->
            form.with("client_assertion_type", SigningKey.ASSERTION_TYPE)
                .with("client_assertion", one.assertion(clientId, issuer, clock.instant())));
    return form;
  }

  /** What servers fetch at the client's address; empty where they need not. */
  Optional<Map<String, Object>> document() {
    return registration.filter(Registration::isPublished).map(this::document);
  }

  private Map<String, Object> document(Registration published) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("client_id", published.clientId());
    document.put("client_name", "Postly");
    document.put("client_uri", published.clientId().replace(PATH, "/"));
    document.put("application_type", "web");
    document.put("redirect_uris", List.of(published.redirectUri()));
    document.put("response_types", List.of("code"));
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    document.put("scope", SCOPES);
    document.put("dpop_bound_access_tokens", true);
    document.put("token_endpoint_auth_method", method());
    if (!keys.isEmpty()) {
      document.put("token_endpoint_auth_signing_alg", "ES256");
      document.put("jwks", Map.of("keys", keys.stream().map(SigningKey::published).toList()));
    }
    return document;
  }
}
