package io.postly.local.cluster;

import io.postly.local.cluster.Database.Fate;
import io.postly.local.cluster.PublicationEvents.Step;
import io.postly.local.cluster.Receiver.Receipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds what the database says of each publication, and what its events have told, against what the
 * receiver has written down.
 */
final class Judge {

  private final Map<UUID, List<Receipt>> receipts;
  private final Map<UUID, Fate> fates;
  private final Map<UUID, List<Step>> steps;
  private final List<String> objections = new ArrayList<>();

  Judge(Collection<Receipt> receipts, Map<UUID, Fate> fates, Map<UUID, List<Step>> steps) {
    this.receipts = receipts.stream().collect(Collectors.groupingBy(Receipt::publicationId));
    this.fates = fates;
    this.steps = steps;
  }

  /** Everything that is against the promises; empty if they were kept. */
  List<String> objections(int planned) {
    objections.clear();
    if (fates.size() != planned) {
      objections.add("%d posts were planned, %d are left".formatted(planned, fates.size()));
    }
    receipts.keySet().stream()
        .filter(id -> !fates.containsKey(id))
        .forEach(id -> objections.add(id + " came, and nobody planned it"));
    fates.forEach(this::judge);
    judgeTexts();
    return List.copyOf(objections);
  }

  /** How many publications ended in each state, with a post at the receiver or without. */
  Map<String, Long> outcomes() {
    return fates.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> outcome(entry.getKey(), entry.getValue()),
                TreeMap::new,
                Collectors.counting()));
  }

  private String outcome(UUID id, Fate fate) {
    String reason = fate.reason() == null ? "" : " (" + fate.reason() + ")";
    return fate.state() + reason + (taken(id).isEmpty() ? ", not received" : ", received");
  }

  private List<Receipt> taken(UUID id) {
    return receipts.getOrDefault(id, List.of()).stream().filter(Receipt::isTaken).toList();
  }

  private void judge(UUID id, Fate fate) {
    List<Receipt> taken = taken(id);
    object(id, fate, taken.size() > 1, "was received " + taken.size() + " times");
    for (Receipt receipt : receipts.getOrDefault(id, List.of())) {
      object(id, fate, receipt.at().isBefore(fate.dueAt()), "came early, at " + receipt.at());
      object(id, fate, !receipt.isAuthentic(), "came with a wrong signature");
    }
    switch (fate.state()) {
      case "published" -> object(id, fate, taken.isEmpty(), "was never received");
      case "unconfirmed" -> object(id, fate, fate.reason() == null, "does not say why");
      case "planned" -> {
        object(id, fate, !taken.isEmpty(), "has been received, and may be sent again");
        object(id, fate, !fate.waits(), "waits for nothing that is known");
      }
      default -> object(id, fate, true, taken.isEmpty() ? "is lost" : "was received");
    }
    judgeEvents(id, fate);
  }

  /** What came must be told as it was: each step from where the one before had led. */
  private void judgeEvents(UUID id, Fate fate) {
    String state = "planned";
    for (Step step : steps.getOrDefault(id, List.of())) {
      object(id, fate, !step.from().equals(state), "was told of as " + step + " after " + state);
      state = step.to();
    }
    object(id, fate, !state.equals(fate.state()), "was last told of as " + state);
  }

  /** Two publications with the same text would be one post that was planned twice. */
  private void judgeTexts() {
    receipts.values().stream()
        .flatMap(List::stream)
        .filter(Receipt::isTaken)
        .collect(Collectors.groupingBy(Receipt::text, Collectors.counting()))
        .forEach(
            (text, count) -> {
              if (count > 1) {
                objections.add("\"%s\" was received %d times".formatted(text, count));
              }
            });
  }

  private void object(UUID id, Fate fate, boolean isWrong, String what) {
    if (isWrong) {
      objections.add(
          "%s, %s (%s), due at %s, attempt %d, %s"
              .formatted(id, fate.state(), fate.reason(), fate.dueAt(), fate.attempts(), what));
    }
  }
}
