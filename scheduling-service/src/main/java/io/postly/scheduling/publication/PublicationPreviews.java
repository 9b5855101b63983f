package io.postly.scheduling.publication;

import io.postly.action.confirmation.Preview;
import io.postly.action.problem.ConfirmationOffer;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person is shown of posts before an assistant may let them out. */
@ApplicationScoped
class PublicationPreviews {

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private static final int MOST_NAMED = 10;

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

  /**
   * Of a series: how many posts, when the first and the last go out. The confirmation is of these
   * very times.
   *
   * @param posts in the order in which they go out
   */
  Preview repeating(List<Publication> posts) {
    List<Publication> atFirst = onePerChannel(posts);
    Preview shown =
        preview(
            "Schedule %d posts on %s, the first for %s, the last for %s"
                .formatted(
                    posts.size(), count(atFirst), time(posts.getFirst()), time(posts.getLast())),
            atFirst);
    return new Preview(shown.summary(), fingerprint(posts), shown.content());
  }

  private static List<Publication> onePerChannel(List<Publication> posts) {
    Set<UUID> seen = new HashSet<>();
    return posts.stream().filter(post -> seen.add(post.channelId)).toList();
  }

  private static String fingerprint(List<Publication> posts) {
    return Fingerprint.of(
        posts.stream()
            .map(post -> post.channelId + " " + post.contentHash + " " + post.dueAt)
            .toList());
  }

  /** The confirmation is of these very posts at these very times. */
  Preview planning(List<Publication> posts) {
    return moving(posts.getFirst().workspace, "Plan " + posts.size() + " posts", posts);
  }

  /**
   * Of what goes out at once. The confirmation is of these very conflicts, too: if others stand in
   * the way by then, it is asked for anew.
   *
   * @param conflicts the publishing rules that it breaks; each a phrase
   */
  Preview publishing(List<Publication> posts, List<String> conflicts) {
    String what = "Publish at once on " + count(posts);
    if (conflicts.isEmpty()) {
      return preview(what, posts);
    }
    String broken =
        conflicts.stream()
            .limit(MOST_NAMED)
            .map(PublicationPreviews::spaced)
            .collect(Collectors.joining("; "));
    Preview shown =
        preview(what + ", although that breaks the publishing rules (" + broken + ")", posts);
    return new Preview(
        shown.summary(),
        Fingerprint.of(Stream.concat(Stream.of(shown.contentHash()), conflicts.stream()).toList()),
        shown.content());
  }

  Preview moving(Publication post) {
    return preview("Move to " + time(post), List.of(post));
  }

  Preview deleting(Publication post) {
    return preview("Delete from its network", List.of(post));
  }

  /**
   * Of a post that is to say something else: what it says now, or may say, and what it would say.
   * The confirmation is of these very texts.
   */
  Preview updating(Publication post, StandingPosts.Texts standing, DraftRevision wanted) {
    Channel channel = channels.byId(post.workspace).get(post.channelId);
    List<DraftRevision> now =
        Stream.concat(Stream.of(standing.known()), standing.perhaps().stream()).toList();
    String suffix = standing.areCertain() ? " (now)" : " (now, perhaps)";
    return new Preview(
        "Change the text on its network" + title(wanted),
        Fingerprint.of(
            Stream.concat(
                    Stream.of(post.id + suffix + " " + wanted.contentHash()),
                    now.stream().map(DraftRevision::contentHash))
                .toList()),
        Stream.concat(
                now.stream().map(text -> content(channel.name() + suffix, channel.network(), text)),
                Stream.of(content(channel.name() + " (then)", channel.network(), wanted)))
            .toList());
  }

  /**
   * Of what goes on with a thread that had stopped. The confirmation is of these very parts, as
   * they are before they are planned again.
   *
   * @param texts the parts' texts
   */
  Preview sendingAgain(Publication post, List<PublicationPart> parts, List<String> texts) {
    Channel channel = channels.byId(post.workspace).get(post.channelId);
    DraftRevision revision = revision(post);
    return new Preview(
        "Go on with a thread from part " + parts.getFirst().number + title(revision),
        Fingerprint.of(
            Stream.concat(
                    Stream.of(post.id + " " + post.contentHash),
                    parts.stream()
                        .map(part -> part.number + " " + part.state + " " + part.changedAt))
                .toList()),
        List.of(
            new ConfirmationOffer.Content(
                channel.name(),
                channel.network(),
                revision.contentWarningFor(channel.network()).orElse(null),
                texts.getFirst(),
                List.of(),
                texts.stream().skip(1).map(ConfirmationOffer.Part::new).toList())));
  }

  /** The confirmation is of these very times: if others are free by then, it is asked for anew. */
  Preview queueing(List<Publication> posts) {
    Map<UUID, Channel> known = channels.byId(posts.getFirst().workspace);
    String times =
        posts.stream()
            .map(
                post ->
                    "\u201c" + plain(known.get(post.channelId).name()) + "\u201d for " + time(post))
            .collect(Collectors.joining(", "));
    Preview shown = preview("Queue on " + times, posts);
    return new Preview(shown.summary(), fingerprint(posts), shown.content());
  }

  /**
   * Of posts that get other slots, with the times that they have got.
   *
   * @param what the beginning of the sentence
   * @param posts may be empty
   */
  Preview moving(String workspace, String what, List<Publication> posts) {
    List<Publication> inOrder =
        posts.stream().sorted(Comparator.comparing(post -> post.dueAt)).toList();
    Map<UUID, Channel> known = channels.byId(workspace);
    Map<UUID, String> titles = contents.titles(inOrder.stream().map(post -> post.draftId).toList());
    String times =
        inOrder.stream()
            .limit(MOST_NAMED)
            .map(post -> time(post) + quoted(titles.getOrDefault(post.draftId, "without title")))
            .collect(Collectors.joining("; "));
    String more =
        inOrder.size() > MOST_NAMED ? "; and " + (inOrder.size() - MOST_NAMED) + " more" : "";
    return new Preview(
        inOrder.isEmpty() ? what : what + ": " + times + more,
        fingerprint(inOrder),
        inOrder.stream().map(post -> timed(known.get(post.channelId), post)).toList());
  }

  /** Texts of many posts are of no use to who cannot tell which of them goes out when. */
  private ConfirmationOffer.Content timed(Channel channel, Publication post) {
    return content(channel.name() + ", " + time(post), channel.network(), revision(post));
  }

  private DraftRevision revision(Publication post) {
    return contents.revision(post.draftId, post.revision, post.workspace).orElseThrow();
  }

  private Preview preview(String what, List<Publication> posts) {
    Publication first = posts.getFirst();
    DraftRevision revision = revision(first);
    Map<UUID, Channel> known = channels.byId(first.workspace);
    return new Preview(
        what + title(revision),
        first.contentHash,
        posts.stream().map(post -> content(known.get(post.channelId), revision)).toList());
  }

  private static String title(DraftRevision revision) {
    return revision.title().map(PublicationPreviews::quoted).orElse("");
  }

  /** At the end, and without what could end it: a title says nothing about what will be done. */
  private static String quoted(String title) {
    return ": \u201c" + plain(title) + "\u201d";
  }

  private static String plain(String text) {
    String plain = spaced(text);
    int end = plain.offsetByCodePoints(0, Math.min(80, plain.codePointCount(0, plain.length())));
    return plain.substring(0, end);
  }

  private static String spaced(String text) {
    return text.replaceAll("[\\p{C}\\u201c\\u201d\"]", " ").strip();
  }

  private static ConfirmationOffer.Content content(Channel channel, DraftRevision revision) {
    return content(channel.name(), channel.network(), revision);
  }

  private static ConfirmationOffer.Content content(
      String channel, String network, DraftRevision revision) {
    return new ConfirmationOffer.Content(
        channel,
        network,
        revision.contentWarningFor(network).orElse(null),
        revision.textFor(network),
        revision.picturesFor(network).stream().map(PublicationPreviews::shown).toList(),
        revision.threadFor(network).stream().map(ConfirmationOffer.Part::new).toList());
  }

  private static ConfirmationOffer.Picture shown(Picture picture) {
    return new ConfirmationOffer.Picture(
        picture.sha256(),
        picture.type(),
        picture.width(),
        picture.height(),
        picture.altText().orElse(null));
  }

  private String time(Publication post) {
    ZoneId zone = workspaces.timeZone(post.workspace);
    return LOCAL_TIME.format(post.dueAt.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private static String count(List<Publication> posts) {
    return posts.size() == 1 ? "one channel" : posts.size() + " channels";
  }
}
