package io.postly.drafts.draft;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.drafts.channel.Channel;
import io.postly.drafts.channel.Channels;
import io.postly.drafts.channel.PictureLimits;
import io.postly.drafts.media.Media;
import io.postly.drafts.media.MediaLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Checks what a revision holds against the workspace's channels and what their networks allow. */
@ApplicationScoped
class ContentRules {

  private final Channels channels;
  private final MediaLibrary library;

  ContentRules(Channels channels, MediaLibrary library) {
    this.channels = channels;
    this.library = library;
  }

  /** Throws {@code invalid_input} with everything that is wrong. */
  void check(String workspace, Content content) {
    List<Violation> violations = new ArrayList<>();
    Map<UUID, Channel> known = channels.find(workspace, new LinkedHashSet<>(content.channelIds()));
    checkVariants(content, known.values(), violations);
    checkThreads(workspace, content, violations);
    checkContentWarnings(workspace, content, violations);
    Map<UUID, Media> pictures = library.find(workspace, content.mediaIds());
    checkMedia(content, pictures, violations);
    checkChannels(content, known, pictures, violations);
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

  /**
   * A thread without channels needs one of the workspace that takes threads: channels are told of
   * as such when no replica is left that would show and approve its first text alone.
   */
  private void checkThreads(String workspace, Content content, List<Violation> violations) {
    if (content.channelIds().isEmpty() && content.hasThread() && !channels.takeThreads(workspace)) {
      violations.add(
          Violation.of("thread", "cannot be used: no channel of this workspace takes threads yet"));
    }
  }

  /**
   * A warning without a channel needs one of the workspace that takes warnings, as threads do: a
   * replica that knows none would show, approve and send the text uncovered.
   */
  private void checkContentWarnings(String workspace, Content content, List<Violation> violations) {
    for (int i = 0; i < content.variants().size(); i++) {
      Variant variant = content.variants().get(i);
      if (variant.contentWarning() != null
          && content.channelIds().isEmpty()
          && !channels.takeContentWarnings(workspace, variant.network())) {
        violations.add(
            Violation.of(
                "variants[" + i + "].content_warning",
                "cannot be used: no channel of this workspace on %s takes content warnings"
                    .formatted(variant.network())));
      }
    }
  }

  private static void checkChannels(
      Content content,
      Map<UUID, Channel> known,
      Map<UUID, Media> pictures,
      List<Violation> violations) {
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
        checkContentWarning(content, channel, violations);
        checkLengths(content, channel, violations);
        checkPictures(content, channel, pictures, violations);
      }
    }
  }

  private static void checkContentWarning(
      Content content, Channel channel, List<Violation> violations) {
    if (content.contentWarningFor(channel.network()).isPresent()
        && !channel.takesContentWarnings()) {
      violations.add(
          about(
              fieldOf(content, channel.network(), "content_warning", Variant::contentWarning),
              "cannot go to %s: it takes no content warnings",
              channel));
    }
  }

  private static void checkLengths(Content content, Channel channel, List<Violation> violations) {
    String network = channel.network();
    String text = fieldOf(content, network, "text", Variant::text);
    boolean hasPictures = !content.mediaFor(network).isEmpty();
    Optional<String> warning = content.contentWarningFor(network);
    checkLength(text, content.textFor(network), warning, channel, hasPictures, violations);
    List<ThreadPart> thread = content.threadFor(network);
    String field = fieldOf(content, network, "thread", Variant::thread);
    channel
        .objectionToThread(thread.size())
        .ifPresent(objection -> violations.add(about(field, objection, channel)));
    for (int i = 0; i < Math.min(thread.size(), channel.maxThread()); i++) {
      checkLength(
          field + "[" + i + "].text", thread.get(i).text(), warning, channel, false, violations);
    }
  }

  private static void checkLength(
      String field,
      String text,
      Optional<String> warning,
      Channel channel,
      boolean besidePictures,
      List<Violation> violations) {
    int length = channel.characters(text, warning.orElse(null));
    int most = channel.maxCharacters(besidePictures);
    if (length > most) {
      violations.add(
          about(
              field,
              "has %d characters%s; %%s takes at most %d%s"
                  .formatted(
                      length,
                      warning.isPresent() ? " with the content warning" : "",
                      most,
                      besidePictures ? " beside pictures" : ""),
              channel));
    }
  }

  private static void checkMedia(
      Content content, Map<UUID, Media> pictures, List<Violation> violations) {
    checkMedia("media", content.media(), pictures, violations);
    for (int i = 0; i < content.variants().size(); i++) {
      List<MediaReference> own = content.variants().get(i).media();
      if (own != null) {
        checkMedia("variants[" + i + "].media", own, pictures, violations);
      }
    }
  }

  private static void checkMedia(
      String field,
      List<MediaReference> media,
      Map<UUID, Media> pictures,
      List<Violation> violations) {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < media.size(); i++) {
      UUID id = media.get(i).mediaId();
      String item = field + "[" + i + "].media_id";
      if (!seen.add(id)) {
        violations.add(Violation.of(item, "is named twice"));
      } else if (!pictures.containsKey(id)) {
        violations.add(Violation.of(item, "is not a picture of this workspace; see list_media"));
      }
    }
  }

  private static void checkPictures(
      Content content, Channel channel, Map<UUID, Media> pictures, List<Violation> violations) {
    PictureLimits limits = channel.pictureLimits();
    List<MediaReference> media = content.mediaFor(channel.network());
    String field = fieldOf(content, channel.network(), "media", Variant::media);
    checkPictures(limits, media, pictures)
        .ifPresent(objection -> violations.add(about(field, objection, channel)));
    for (int i = 0; i < Math.min(media.size(), limits.most()); i++) {
      Media picture = pictures.get(media.get(i).mediaId());
      String item = field + "[" + i + "]";
      if (picture != null) {
        limits
            .objection(picture)
            .ifPresent(objection -> violations.add(about(item, objection, channel)));
      }
      limits
          .objection(media.get(i).altText())
          .ifPresent(objection -> violations.add(about(item + ".alt_text", objection, channel)));
    }
  }

  /** What is wrong with all of them together. */
  private static Optional<String> checkPictures(
      PictureLimits limits, List<MediaReference> media, Map<UUID, Media> pictures) {
    List<Media> known =
        media.stream()
            .map(reference -> pictures.get(reference.mediaId()))
            .filter(Objects::nonNull)
            .toList();
    return limits.objection(media.size()).or(() -> limits.objection(known));
  }

  private static Violation about(String field, String objection, Channel channel) {
    return Violation.of(
        field,
        objection.formatted(
            "the channel \"%s\" (%s)".formatted(channel.name(), channel.network())));
  }

  /** The draft's own field, or that of the variant that replaces it on the network. */
  private static String fieldOf(
      Content content, String network, String field, Function<Variant, ?> ofVariant) {
    for (int i = 0; i < content.variants().size(); i++) {
      Variant variant = content.variants().get(i);
      if (variant.network().equals(network) && ofVariant.apply(variant) != null) {
        return "variants[" + i + "]." + field;
      }
    }
    return field;
  }
}
