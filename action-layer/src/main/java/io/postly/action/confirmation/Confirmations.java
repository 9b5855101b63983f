package io.postly.action.confirmation;

import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.action.identifier.Identifiers;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ConfirmationOffer;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The confirmation that an assistant's consequential call needs, and that no tool can give. The
 * call is tried first: a person is asked only for what would be done. It is then undone, and done
 * again when the person has confirmed and the same call comes once more, with all checks; so
 * whatever has changed meanwhile still stands in the way.
 */
@ApplicationScoped
public class Confirmations {

  private static final int MOST_OPEN = 20;

  private final ConfirmationStore store;
  private final TrustedClients trustedClients;
  private final ConfirmationConfig config;
  private final Clock clock;
  private final String application;

  Confirmations(
      ConfirmationStore store,
      TrustedClients trustedClients,
      ConfirmationConfig config,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.store = store;
    this.trustedClients = trustedClients;
    this.config = config;
    this.clock = clock;
    this.application = application;
  }

  /** Whether the caller's consequential calls need one: all but a person's own. */
  public boolean areNeededBy(Caller caller) {
    return caller.channel() != CallChannel.CONSOLE
        && !config.exemptClients().orElse(Set.of()).contains(caller.client());
  }

  /**
   * Uses up the call's confirmation in the current transaction.
   *
   * @return the confirmation's identifier
   * @throws UnconfirmedException if none is in force
   */
  public UUID use(ConfirmableCall call) {
    Instant now = now();
    Confirmation confirmation =
        store.lockInForce(call.binding(), now).stream()
            .filter(found -> isOfSameContent(found, call) && isGiven(found, call))
            .findFirst()
            .orElseThrow(() -> new UnconfirmedException(call));
    store.use(confirmation.id(), call.actionId(), now);
    return confirmation.id();
  }

  /**
   * Asks for a confirmation of the call, in the current transaction, unless that has been done; the
   * person's no in the client's dialog is kept.
   *
   * @return the problem that says where the person gives it, or that it was declined
   */
  public ProblemException ask(ConfirmableCall call) {
    store.lock(call.binding());
    Instant now = now();
    List<Confirmation> inForce =
        store.lockInForce(call.binding(), now).stream()
            .filter(found -> isOfSameContent(found, call))
            .toList();
    inForce.stream()
        .filter(found -> isDeclinedInDialog(found, call))
        .forEach(found -> store.decide(found.id(), ConfirmationState.DECLINED, now));
    if (inForce.stream().anyMatch(found -> isDeclined(found, call))) {
      return ProblemException.of(
          ActionErrorCode.CONFIRMATION_DECLINED, "The person has declined this call.");
    }
    Confirmation asked =
        inForce.stream()
            .filter(found -> isFresh(found, now))
            .findFirst()
            .orElseGet(() -> open(call, now));
    return ProblemException.of(
            ActionErrorCode.CONFIRMATION_REQUIRED,
            "This needs the person's confirmation; nothing is done yet.")
        .confirmation(offer(asked, call));
  }

  /** One that is nearly over would not leave the person time to read. */
  private boolean isFresh(Confirmation confirmation, Instant now) {
    return now.plus(config.lifetime().dividedBy(2)).isBefore(confirmation.expiresAt());
  }

  private Confirmation open(ConfirmableCall call, Instant now) {
    if (store.countOpen(call.binding(), now) >= MOST_OPEN) {
      throw ProblemException.of(
              ActionErrorCode.RATE_LIMITED,
              "Too many calls of this client wait for the person's confirmation: the first of them ends within %d seconds."
                  .formatted(config.lifetime().toSeconds()))
          .nextStep(
              "Let the person answer the confirmations that are open, on the console's overview; then repeat.")
          .retryAfter(config.lifetime());
    }
    Confirmation opened =
        new Confirmation(
            Identifiers.next(),
            call.binding(),
            call.title(),
            call.preview().contentHash(),
            call.preview().summary(),
            call.preview().content(),
            call.answer().toString(),
            ConfirmationState.OPEN,
            now,
            now.plus(config.lifetime()));
    store.add(opened);
    return opened;
  }

  private ConfirmationOffer offer(Confirmation confirmation, ConfirmableCall call) {
    Binding binding = confirmation.binding();
    String id = RoutedIdentifier.of(application, confirmation.id()).toString();
    return new ConfirmationOffer(
        id,
        URI.create(config.consoleUrl() + "/" + binding.workspace() + "/confirmations/" + id),
        confirmation.expiresAt(),
        confirmation.summary(),
        confirmation.content(),
        dialogCounts(call));
  }

  private boolean isGiven(Confirmation confirmation, ConfirmableCall call) {
    return (confirmation.stored() == ConfirmationState.GIVEN
            && !isDeclinedInDialog(confirmation, call))
        || (call.dialogAnswer().filter(answer -> answer.gives(confirmation.id())).isPresent()
            && dialogCounts(call));
  }

  private static boolean isDeclined(Confirmation confirmation, ConfirmableCall call) {
    return confirmation.stored() == ConfirmationState.DECLINED
        || isDeclinedInDialog(confirmation, call);
  }

  private static boolean isDeclinedInDialog(Confirmation confirmation, ConfirmableCall call) {
    return call.dialogAnswer().filter(answer -> answer.declines(confirmation.id())).isPresent();
  }

  private boolean dialogCounts(ConfirmableCall call) {
    return !call.preview().isForThePageOnly()
        && trustedClients.trusts(call.binding().workspace(), call.binding().client());
  }

  private static boolean isOfSameContent(Confirmation confirmation, ConfirmableCall call) {
    return confirmation.contentHash().equals(call.preview().contentHash());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
