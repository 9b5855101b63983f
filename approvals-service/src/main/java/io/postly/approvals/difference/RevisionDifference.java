package io.postly.approvals.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Picture;
import io.postly.approvals.content.Variant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
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
            description = "The common text first, then each network's own by its name.",
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
    Map<String, String> earlier = ownTexts(from);
    Map<String, String> later = ownTexts(to);
    SortedSet<String> networks = new TreeSet<>(earlier.keySet());
    networks.addAll(later.keySet());
    List<TextDifference> texts = new ArrayList<>();
    texts.add(TextDifference.between(null, from.text(), to.text()));
    networks.forEach(
        network ->
            texts.add(TextDifference.between(network, earlier.get(network), later.get(network))));
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

  private static Map<String, String> ownTexts(ContentRevision content) {
    return content.variants().stream()
        .collect(Collectors.toMap(Variant::network, Variant::text, (text, another) -> text));
  }

  /** What the second has and the first has not. */
  private static <T> List<T> missing(Collection<T> first, Collection<T> second) {
    return second.stream().filter(item -> !first.contains(item)).toList();
  }
}
