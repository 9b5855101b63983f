package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.removal.PostRemoval;
import io.postly.scheduling.removal.RemovalView;
import io.postly.scheduling.removal.Removals;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shows publications with the names that people know. */
@ApplicationScoped
public class PublicationViews {

  private final Publications publications;
  private final Parts parts;
  private final Removals removals;
  private final PostUpdates updates;
  private final Channels channels;
  private final Contents contents;
  private final Workspaces workspaces;

  PublicationViews(
      Publications publications,
      Parts parts,
      Removals removals,
      PostUpdates updates,
      Channels channels,
      Contents contents,
      Workspaces workspaces) {
    this.publications = publications;
    this.parts = parts;
    this.removals = removals;
    this.updates = updates;
    this.channels = channels;
    this.contents = contents;
    this.workspaces = workspaces;
  }

  /**
   * What publications to show.
   *
   * @param from the earliest due time
   * @param to due times before this
   * @param channelId only those of one channel, if given
   * @param state only those in one state, if given
   */
  public record Window(
      Instant from, Instant to, Optional<UUID> channelId, Optional<PublicationState> state) {}

  /** A workspace's publications, by due time, at most that many. */
  public List<PublicationView> within(String workspace, Window window, int limit) {
    return of(workspace, publications.within(workspace, window, limit));
  }

  List<PublicationView> of(String workspace, List<Publication> shown) {
    Map<UUID, Channel> byId = channels.byId(workspace);
    Set<UUID> draftIds =
        shown.stream().map(publication -> publication.draftId).collect(Collectors.toSet());
    Map<UUID, String> titles = contents.titles(draftIds);
    List<UUID> published =
        shown.stream()
            .filter(publication -> publication.state == PublicationState.PUBLISHED)
            .map(publication -> publication.id)
            .toList();
    Map<UUID, PostRemoval> wanted = removals.of(published);
    Map<UUID, PostUpdate> changed = updates.of(published);
    Map<UUID, List<PublicationPart>> threads = parts.of(published);
    ZoneId zone = workspaces.timeZone(workspace);
    return shown.stream()
        .map(
            publication ->
                PublicationView.of(
                    publication,
                    threads.getOrDefault(publication.id, List.of()),
                    Optional.ofNullable(wanted.get(publication.id)).map(RemovalView::of),
                    Optional.ofNullable(changed.get(publication.id)).map(UpdateView::of),
                    titles.get(publication.draftId),
                    byId.get(publication.channelId),
                    zone))
        .toList();
  }
}
