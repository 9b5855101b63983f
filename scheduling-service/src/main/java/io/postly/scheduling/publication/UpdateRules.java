package io.postly.scheduling.publication;

import io.postly.action.problem.Violation;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * What a revision must keep to that a published post is to say: its first text alone changes, with
 * the content warning before it.
 */
@ApplicationScoped
class UpdateRules {

  static final String OTHER_PICTURES =
      "names a revision with other pictures, or alt texts, than the post has";
  static final String OTHER_THREAD = "names a revision with another thread than the post has";
  static final String OTHER_WARNING =
      "names a revision with another content warning than the post's thread has";
  static final String OTHER_CHANNELS = "names a revision that is not for the post's channel";

  private static final String FIELD = "expected_revision";

  private final TextLimits limits;

  UpdateRules(TextLimits limits) {
    this.limits = limits;
  }

  /** All that is wrong with it; empty if the post can say it. */
  List<Violation> violations(DraftRevision published, DraftRevision wanted, Channel channel) {
    List<Violation> violations = new ArrayList<>(differences(published, wanted, channel));
    limits
        .warningViolation(wanted, channel)
        .or(() -> limits.violation(wanted, channel))
        .ifPresent(wrong -> violations.add(Violation.of(FIELD, "names a revision that " + wrong)));
    return violations;
  }

  private static List<Violation> differences(
      DraftRevision published, DraftRevision wanted, Channel channel) {
    String network = channel.network();
    List<Violation> differences = new ArrayList<>();
    if (!wanted.channelIds().contains(channel.id())) {
      differences.add(Violation.of(FIELD, OTHER_CHANNELS));
    }
    if (!wanted.picturesFor(network).equals(published.picturesFor(network))) {
      differences.add(Violation.of(FIELD, OTHER_PICTURES));
    }
    if (!wanted.threadFor(network).equals(published.threadFor(network))) {
      differences.add(Violation.of(FIELD, OTHER_THREAD));
    }
    if (!published.threadFor(network).isEmpty() && !hasSameWarning(published, wanted, network)) {
      differences.add(Violation.of(FIELD, OTHER_WARNING));
    }
    return differences;
  }

  private static boolean hasSameWarning(DraftRevision one, DraftRevision other, String network) {
    return one.contentWarningFor(network).equals(other.contentWarningFor(network));
  }
}
