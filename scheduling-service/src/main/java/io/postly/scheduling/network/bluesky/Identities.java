package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which account is meant by a handle, and what its identity's document says (atproto.com,
 * "Handle" and "DID"). Whoever is asked is a stranger: addresses are guarded, answers small, and
 * only what agrees is believed.
 */
@ApplicationScoped
class Identities {

  private static final int LONGEST_DOCUMENT = 64 * 1024;
  private static final int SERVER_ERROR = 5;
  private static final String DID_TEXT = "did=";
  private static final String WEB = "did:web:";

  /** As the directory gives them: nothing that leads elsewhere in an address. */
  private static final Pattern PLC_FORM = Pattern.compile("did:plc:[a-z2-7]{24}");

  /** The AT Protocol knows hosts alone here, no paths. */
  private static final Pattern WEB_FORM = Pattern.compile("did:web:" + Identifier.HANDLE_FORM);

  private final JsonHttp http;
  private final HandleRecords records;
  private final String directory;

  @Inject
  Identities(JsonHttp http, HandleRecords records, SchedulingConfig config) {
    this(http, records, config.signIn().bluesky().directory());
  }

  Identities(JsonHttp http, HandleRecords records, String directory) {
    this.http = http;
    this.records = records;
    this.directory = directory;
  }

  /**
   * The account of a handle, which calls itself so: both have to say it.
   *
   * @param handle in lower case
   * @throws io.postly.action.problem.ProblemException {@code network_unavailable} if who is to say
   *     it says nothing at the moment
   */
  Optional<IdentityDocument> ofHandle(String handle, Instant sendBefore) {
    return did(handle, sendBefore)
        .flatMap(did -> ofDid(did, sendBefore))
        .filter(document -> document.isCalled(handle));
  }

  private Optional<String> did(String handle, Instant sendBefore) {
    List<String> named =
        records.texts("_atproto." + handle).stream()
            .filter(text -> text.startsWith(DID_TEXT))
            .map(text -> text.substring(DID_TEXT.length()))
            .distinct()
            .toList();
    if (named.size() > 1) {
      return Optional.empty();
    }
    return named.stream()
        .findFirst()
        .or(
            () ->
                get("https://" + handle + "/.well-known/atproto-did", sendBefore)
                    .map(Identities::text))
        .filter(Identifier::isDid);
  }

  private static String text(HttpAnswer.Answered answer) {
    return answer.text().strip();
  }

  /**
   * The document of an account; empty if nobody has one that is of this account.
   *
   * @throws io.postly.action.problem.ProblemException as {@link #ofHandle} does
   */
  Optional<IdentityDocument> ofDid(String did, Instant sendBefore) {
    return address(did)
        .flatMap(address -> get(address, sendBefore))
        .flatMap(answer -> IdentityDocument.of(http.read(answer), did));
  }

  private Optional<String> address(String did) {
    if (PLC_FORM.matcher(did).matches()) {
      return Optional.of(directory + "/" + did);
    }
    return WEB_FORM.matcher(did).matches()
        ? Optional.of("https://" + did.substring(WEB.length()) + "/.well-known/did.json")
        : Optional.empty();
  }

  private Optional<HttpAnswer.Answered> get(String address, Instant sendBefore) {
    HttpAddress asked = HttpAddress.parse(address);
    HttpAnswer answer =
        http.exchange(
            JsonRequest.of(HttpMethod.GET, asked).before(sendBefore).upTo(LONGEST_DOCUMENT));
    return switch (answer) {
      case HttpAnswer.Answered found when found.isAccepted() -> Optional.of(found);
      case HttpAnswer.Answered refusal when refusal.status() / 100 != SERVER_ERROR ->
          Optional.empty();
      case HttpAnswer.NotSent failure when isNobody(failure, address) -> Optional.empty();
      case HttpAnswer.Answered _, HttpAnswer.NotSent _, HttpAnswer.NoAnswer _ ->
          throw ConnectProblems.unavailable(answer, asked.origin());
    };
  }

  /** The directory is there, but a host that a name leads to need not be. */
  private boolean isNobody(HttpAnswer.NotSent failure, String address) {
    return !failure.reason().equals(HttpAnswer.TOO_LATE) && !address.startsWith(directory);
  }
}
