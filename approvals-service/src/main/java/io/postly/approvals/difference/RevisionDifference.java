package io.postly.approvals.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Picture;
import io.postly.approvals.content.ThreadPart;
import io.postly.approvals.content.Variant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What has changed between two revisions of a draft, as callers see it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What has changed between two revisions of a draft.")
record RevisionDifference(
    @Schema(required = true) UUID draftId,
    @Schema(description = "The earlier revision.", required = true) ComparedRevision from,
    @Schema(description = "The later revision.", required = true) ComparedRevision to,
    @Schema(
            description =
                "Whether anything that is published differs: an approval of the one is none of the other.",
            required = true)
        boolean contentChanged,
    @Schema(description = "Absent if the title is the same.") TitleChange titleChange,
    @Schema(
            description =
                "The common text with its thread first, then each network's own by its name.",
            required = true)
        List<TextDifference> texts,
    @Schema(
            description =
                "The common pictures first, then those of each network that has its own in one of the revisions; only places that differ.",
            required = true)
        List<PictureChange> pictureChanges,
    @Schema(required = true) List<UUID> channelsAdded,
    @Schema(required = true) List<UUID> channelsRemoved,
    @Schema(required = true) List<String> labelsAdded,
    @Schema(required = true) List<String> labelsRemoved,
    @Schema(description = "Who wrote the revisions after from, up to and with to.", required = true)
        List<Person> authors) {

  /** The first text is the first of its thread. */
  private static final int FIRST_PART = 2;

  static RevisionDifference between(
      ContentRevision from, ContentRevision to, List<Person> authors) {
    return new RevisionDifference(
        to.id().draftId(),
        ComparedRevision.of(from),
        ComparedRevision.of(to),
        !from.contentHash().equals(to.contentHash()),
        titleChange(from.title(), to.title()),
        texts(from, to),
        pictureChanges(from, to),
        missing(from.channelIds(), to.channelIds()),
        missing(to.channelIds(), from.channelIds()),
        missing(from.labels(), to.labels()),
        missing(to.labels(), from.labels()),
        authors);
  }

  private static TitleChange titleChange(String before, String after) {
    return Objects.equals(before, after) ? null : new TitleChange(before, after);
  }

  private static List<TextDifference> texts(ContentRevision from, ContentRevision to) {
    Map<String, Variant> earlier = variants(from);
    Map<String, Variant> later = variants(to);
    SortedSet<String> networks = new TreeSet<>(earlier.keySet());
    networks.addAll(later.keySet());
    TextComparison comparison = new TextComparison();
    List<TextDifference> texts = new ArrayList<>();
    texts.add(TextDifference.between(comparison, null, null, from.text(), to.text()));
    addParts(texts, comparison, null, from.thread(), to.thread());
    for (String network : networks) {
      Optional<Variant> old = Optional.ofNullable(earlier.get(network));
      Optional<Variant> current = Optional.ofNullable(later.get(network));
      addWarning(texts, comparison, network, warning(old), warning(current));
      texts.add(
          TextDifference.between(
              comparison,
              network,
              null,
              old.map(Variant::text).orElse(null),
              current.map(Variant::text).orElse(null)));
      if (Stream.of(old, current).anyMatch(RevisionDifference::hasOwnThread)) {
        addParts(texts, comparison, network, thread(old, from), thread(current, to));
      }
    }
    return texts;
  }

  private static List<PictureChange> pictureChanges(ContentRevision from, ContentRevision to) {
    SortedSet<String> networks =
        Stream.of(from, to)
            .flatMap(content -> content.variants().stream())
            .filter(variant -> variant.media() != null)
            .map(Variant::network)
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
            PictureChange.between(null, from.media(), to.media()),
            networks.stream()
                .flatMap(
                    network ->
                        PictureChange.between(
                            network, pictures(from, network), pictures(to, network))))
        .toList();
  }

  private static List<Picture> pictures(ContentRevision content, String network) {
    return content.variants().stream()
        .filter(variant -> variant.network().equals(network))
        .map(variant -> variant.picturesBeside(content.media()))
        .findFirst()
        .orElse(content.media());
  }

  private static Map<String, Variant> variants(ContentRevision content) {
    return content.variants().stream()
        .collect(
            Collectors.toMap(Variant::network, Function.identity(), (variant, another) -> variant));
  }

  private static String warning(Optional<Variant> variant) {
    return variant.map(Variant::contentWarning).orElse(null);
  }

  private static void addWarning(
      List<TextDifference> texts,
      TextComparison comparison,
      String network,
      String earlier,
      String later) {
    if (earlier != null || later != null) {
      texts.add(TextDifference.betweenWarnings(comparison, network, earlier, later));
    }
  }

  private static boolean hasOwnThread(Optional<Variant> variant) {
    return variant.map(Variant::thread).isPresent();
  }

  /** What follows the text on the variant's network: nothing is a thread of its own, too. */
  private static List<ThreadPart> thread(Optional<Variant> variant, ContentRevision content) {
    return variant.map(own -> own.threadBeside(content.thread())).orElse(content.thread());
  }

  private static void addParts(
      List<TextDifference> texts,
      TextComparison comparison,
      String network,
      List<ThreadPart> from,
      List<ThreadPart> to) {
    for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
      texts.add(
          TextDifference.between(
              comparison, network, i + FIRST_PART, textAt(from, i), textAt(to, i)));
    }
  }

  private static String textAt(List<ThreadPart> thread, int index) {
    return index < thread.size() ? thread.get(index).text() : null;
  }

  /** What the second has and the first has not. */
  private static <T> List<T> missing(Collection<T> first, Collection<T> second) {
    return second.stream().filter(item -> !first.contains(item)).toList();
  }
}
