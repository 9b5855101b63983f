package io.postly.approvals.console.review;

import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.UUID;

/**
 * What one channel would show.
 *
 * @param channel what people know it by
 * @param network the network that it is on; null if the channel is not known
 * @param contentWarning what would be shown in its place until a reader asks for more; null for
 *     none
 * @param text what would go out there
 * @param characters its length with the warning, as the network counts
 * @param pictures what would go out with it, in their order
 * @param thread the texts that would follow it, in their order
 * @param most the most that the channel takes; null if the channel is not known
 */
@TemplateData
public record Preview(
    String channel,
    String network,
    String contentWarning,
    String text,
    List<Picture> pictures,
    List<String> thread,
    int characters,
    Integer most) {

  static Preview on(UUID channelId, Review review, List<Channel> channels) {
    return channels.stream()
        .filter(channel -> channel.id().equals(channelId))
        .findFirst()
        .map(channel -> on(channel, review))
        .orElseGet(
            () ->
                new Preview(
                    "A channel that is not known here",
                    null,
                    null,
                    review.text(),
                    review.media(),
                    review.commonThread(),
                    CharacterCount.CODE_POINTS.of(review.text()),
                    null));
  }

  private static Preview on(Channel channel, Review review) {
    String text = review.textFor(channel.network());
    String contentWarning = review.contentWarningFor(channel.network());
    List<Picture> pictures = review.mediaFor(channel.network());
    return new Preview(
        channel.name(),
        channel.network(),
        contentWarning,
        text,
        pictures,
        review.threadFor(channel.network()),
        channel.counting().of(text, contentWarning),
        channel.maxCharacters(!pictures.isEmpty()));
  }

  /** Whether the channel refuses it for its length. */
  public boolean isTooLong() {
    return most != null && characters > most;
  }
}
