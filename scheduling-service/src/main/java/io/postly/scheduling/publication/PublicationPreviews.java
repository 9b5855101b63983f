package io.postly.scheduling.publication;

import io.postly.action.confirmation.Preview;
import io.postly.action.problem.ConfirmationOffer;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a person is shown of posts before an assistant may let them out. */
@ApplicationScoped
class PublicationPreviews {

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final Contents contents;
  private final Channels channels;
  private final Workspaces workspaces;

  PublicationPreviews(Contents contents, Channels channels, Workspaces workspaces) {
    this.contents = contents;
    this.channels = channels;
    this.workspaces = workspaces;
  }

  Preview scheduling(List<Publication> posts) {
    return preview("Schedule for " + time(posts.getFirst()) + " on " + count(posts), posts);
  }

  Preview publishing(List<Publication> posts) {
    return preview("Publish at once on " + count(posts), posts);
  }

  Preview moving(Publication post) {
    return preview("Move to " + time(post), List.of(post));
  }

  Preview deleting(Publication post) {
    return preview("Delete from its network", List.of(post));
  }

  private Preview preview(String what, List<Publication> posts) {
    Publication first = posts.getFirst();
    DraftRevision revision =
        contents.revision(first.draftId, first.revision, first.workspace).orElseThrow();
    Map<UUID, Channel> known = channels.byId(first.workspace);
    return new Preview(
        what + revision.title().map(PublicationPreviews::quoted).orElse(""),
        first.contentHash,
        posts.stream().map(post -> content(known.get(post.channelId), revision)).toList());
  }

  /** At the end, and without what could end it: a title says nothing about what will be done. */
  private static String quoted(String title) {
    String plain = title.replaceAll("[\\p{C}\\u201c\\u201d\"]", " ").strip();
    int end = plain.offsetByCodePoints(0, Math.min(80, plain.codePointCount(0, plain.length())));
    return ": \u201c" + plain.substring(0, end) + "\u201d";
  }

  private static ConfirmationOffer.Content content(Channel channel, DraftRevision revision) {
    return new ConfirmationOffer.Content(
        channel.name(), channel.network(), revision.textFor(channel.network()));
  }

  private String time(Publication post) {
    ZoneId zone = workspaces.timeZone(post.workspace);
    return LOCAL_TIME.format(post.dueAt.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private static String count(List<Publication> posts) {
    return posts.size() == 1 ? "one channel" : posts.size() + " channels";
  }
}
