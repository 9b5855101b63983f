package io.postly.action.confirmation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** People look at the confirmations that were asked of them, and decide. Nobody sees another's. */
@ApplicationScoped
class ConfirmationDeciding {

  private static final int MOST_LISTED = 100;
  private static final String STATE = "state";

  private final ConfirmationStore store;
  private final ActionContext context;
  private final ObjectMapper mapper;
  private final Clock clock;
  private final String application;

  ConfirmationDeciding(
      ConfirmationStore store,
      ActionContext context,
      ObjectMapper mapper,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.store = store;
    this.context = context;
    this.mapper = mapper;
    this.clock = clock;
    this.application = application;
  }

  ConfirmationList list(String workspace, String service, boolean onlyOpen) {
    if (!service.equals(RoutedIdentifier.shortName(application))) {
      throw ProblemException.notFound("service");
    }
    Instant now = now();
    return new ConfirmationList(
        store.list(workspace, context.caller().id(), onlyOpen, now, MOST_LISTED).stream()
            .map(confirmation -> answer(confirmation, confirmation.state(now)))
            .toList());
  }

  ConfirmationAnswer get(String workspace, String id) {
    Confirmation confirmation = own(id, routed -> store.find(workspace, routed));
    return answer(confirmation, confirmation.state(now()));
  }

  ConfirmationAnswer confirm(String workspace, String id, ConfirmationDecision decision) {
    context.undo(
        Undo.impossible("It is good for one call, and ends by itself if that does not come."));
    context.nextStep("Go back to the assistant; it repeats the call.");
    return decide(workspace, id, decision, ConfirmationState.GIVEN);
  }

  ConfirmationAnswer decline(String workspace, String id, ConfirmationDecision decision) {
    context.undo(
        Undo.impossible(
            "The same call is refused until the confirmation would have ended; then the assistant can ask again."));
    return decide(workspace, id, decision, ConfirmationState.DECLINED);
  }

  private ConfirmationAnswer decide(
      String workspace, String id, ConfirmationDecision decision, ConfirmationState outcome) {
    Confirmation confirmation = own(id, routed -> store.lock(workspace, routed));
    Instant now = now();
    ConfirmationState state = confirmation.state(now);
    if (state != ConfirmationState.OPEN) {
      throw ProblemException.of(
          ActionErrorCode.CONFIRMATION_NOT_OPEN, "The confirmation is " + state.label() + ".");
    }
    if (!confirmation.contentHash().equals(decision.contentHash())) {
      throw ProblemException.invalid("content_hash", "is not that of this confirmation");
    }
    store.decide(confirmation.id(), outcome, now);
    // The state alone: whoever reads the audit trail may not see what others were shown.
    context.change(Map.of(STATE, state.label()), Map.of(STATE, outcome.label()));
    return answer(confirmation, outcome);
  }

  private Confirmation own(String id, Function<UUID, Optional<Confirmation>> lookup) {
    Confirmation confirmation =
        RoutedIdentifier.parse(id)
            .filter(routed -> routed.isOf(application))
            .flatMap(routed -> lookup.apply(routed.id()))
            .filter(found -> found.binding().personId().equals(context.caller().id()))
            .orElseThrow(() -> ProblemException.notFound("confirmation"));
    context.subject("confirmation", confirmation.id(), null);
    return confirmation;
  }

  private ConfirmationAnswer answer(Confirmation confirmation, ConfirmationState state) {
    return new ConfirmationAnswer(
        RoutedIdentifier.of(application, confirmation.id()).toString(),
        confirmation.binding().action(),
        confirmation.title(),
        state.label(),
        confirmation.summary(),
        confirmation.content(),
        confirmation.contentHash(),
        tree(confirmation.preview()),
        confirmation.binding().client(),
        confirmation.requestedAt(),
        confirmation.expiresAt());
  }

  private JsonNode tree(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A confirmation's preview is not JSON", e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
