package io.postly.drafts.draft;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.drafts.channel.Channel;
import io.postly.drafts.channel.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Checks what a revision holds against the workspace's channels and what their networks allow. */
@ApplicationScoped
class ContentRules {

  private final Channels channels;

  ContentRules(Channels channels) {
    this.channels = channels;
  }

  /** Throws {@code invalid_input} with everything that is wrong. */
  void check(String workspace, Content content) {
    List<Violation> violations = new ArrayList<>();
    Map<UUID, Channel> known = channels.find(workspace, new LinkedHashSet<>(content.channelIds()));
    checkVariants(content, known.values(), violations);
    checkChannels(content, known, violations);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private static void checkVariants(
      Content content, Collection<Channel> known, List<Violation> violations) {
    List<String> networks = known.stream().map(Channel::network).distinct().sorted().toList();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < content.variants().size(); i++) {
      String field = "variants[" + i + "].network";
      String network = content.variants().get(i).network();
      if (!seen.add(network)) {
        violations.add(Violation.of(field, "has another variant already"));
      } else if (!networks.isEmpty() && !networks.contains(network)) {
        violations.add(new Violation(field, "is the network of none of the channels", networks));
      }
    }
  }

  private static void checkChannels(
      Content content, Map<UUID, Channel> known, List<Violation> violations) {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < content.channelIds().size(); i++) {
      UUID id = content.channelIds().get(i);
      String field = "channel_ids[" + i + "]";
      Channel channel = known.get(id);
      if (!seen.add(id)) {
        violations.add(Violation.of(field, "is named twice"));
      } else if (channel == null) {
        violations.add(
            Violation.of(field, "is not a channel of this workspace; see list_channels"));
      } else if (channel.isDisconnected()) {
        violations.add(Violation.of(field, "is a channel that has been disconnected"));
      } else {
        checkLength(content, channel, violations);
      }
    }
  }

  private static void checkLength(Content content, Channel channel, List<Violation> violations) {
    String text = content.textFor(channel.network());
    int length = channel.characters(text);
    if (length > channel.maxCharacters()) {
      violations.add(
          Violation.of(
              fieldOfText(content, channel.network()),
              "has %d characters; the channel \"%s\" (%s) takes at most %d"
                  .formatted(length, channel.name(), channel.network(), channel.maxCharacters())));
    }
  }

  private static String fieldOfText(Content content, String network) {
    for (int i = 0; i < content.variants().size(); i++) {
      if (content.variants().get(i).network().equals(network)) {
        return "variants[" + i + "].text";
      }
    }
    return "text";
  }
}
