package io.postly.approvals.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why posts and channels are as they are, in sentences; docs/REASONS.md lists the codes. */
@TemplateExtension
final class Reasons {

  private static final Pattern STATUS = Pattern.compile("http_([0-9]{3})");
  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(?:_[a-z0-9]+)*");

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("account_deactivated", "The account is deactivated on the network."),
          Map.entry("account_not_found", "The network does not know the account."),
          Map.entry("account_suspended", "The network has suspended the account."),
          Map.entry("account_taken_down", "The network has taken the account down."),
          Map.entry("alt_text_refused", "The network refused the alt text of a picture."),
          Map.entry(
              "app_password_required", "The network wants an app password, not the account's own."),
          Map.entry("chat_refused", "The chat does not take posts of this bot."),
          Map.entry(
              "credentials_refused", "The network does not accept the channel's access any more."),
          Map.entry("dpop_nonce_refused", "The network did not accept the proof of who asks."),
          Map.entry("forum_channel", "The webhook belongs to a forum, which takes no plain posts."),
          Map.entry("not_deletable", "The network does not let this post be deleted."),
          Map.entry("not_editable", "The account's server does not change posts."),
          Map.entry("not_permitted", "The network does not let the account change this post."),
          Map.entry("picture_refused", "The network refused a picture."),
          Map.entry("pictures_not_permitted", "The channel's access does not cover pictures."),
          Map.entry("post_gone", "The post does not stand on the network any more."),
          Map.entry(
              "previous_part_gone", "The part before does not stand on the network any more."),
          Map.entry("address_not_allowed", "The server has an address that Postly may not call."),
          Map.entry("answer_unreadable", "The network's answer could not be understood."),
          Map.entry("connect_timeout", "The network's server could not be reached in time."),
          Map.entry("connection_failed", "The network's server could not be reached."),
          Map.entry("connection_lost", "The network's server hung up instead of answering."),
          Map.entry("connection_refused", "The network's server takes no connections."),
          Map.entry(
              "container_expired", "The network had forgotten what was prepared for the post."),
          Map.entry("picture_not_fetched", "The network could not fetch a picture."),
          Map.entry("picture_processing", "The network was not done with the pictures in time."),
          Map.entry("previous_part_not_read", "The part before could not be read on the network."),
          Map.entry("sandbox_unavailable", "The sandbox could not be reached."),
          Map.entry("timeout", "The network's server did not answer in time."),
          Map.entry("tls_failed", "The network's server does not prove who it is."),
          Map.entry("unexpected_answer", "The network answered something unexpected."),
          Map.entry("unknown_host", "The network's server was not found."),
          Map.entry("access_token_over", "The channel's access has to be renewed first."),
          Map.entry("already_published", "The draft stands on the channel already."),
          Map.entry("approved_too_late", "It was approved after its time."),
          Map.entry("channel_disconnected", "The channel is disconnected."),
          Map.entry("channel_in_trouble", "The channel has to be reconnected first."),
          Map.entry("channel_removed", "The draft no longer goes to this channel."),
          Map.entry("connector_failed", "Postly failed while it was being sent."),
          Map.entry("content_changed", "The draft, or its approval, has changed."),
          Map.entry("content_warning_not_taken", "The channel takes no content warnings."),
          Map.entry(
              "credentials_key_missing",
              "Postly lacks the key to the channel's access at the moment."),
          Map.entry("header_invalid", "The channel's access cannot be sent as it is."),
          Map.entry("outcome_not_recorded", "Postly could not write down what became of it."),
          Map.entry("credentials_unusable", "Postly cannot read the channel's access."),
          Map.entry("database_restored", "Postly's database was restored from a backup."),
          Map.entry("dispatcher_lost", "Postly stopped while it was being sent."),
          Map.entry("draft_archived", "The draft is archived."),
          Map.entry(
              "earlier_update_unknown", "It is not known whether an earlier text has arrived."),
          Map.entry("interrupted", "Postly stopped while it was being sent."),
          Map.entry("lease_lost", "There was no time left to send it."),
          Map.entry("network_unavailable", "This Postly has no such network."),
          Map.entry("not_approved_in_time", "It was not approved in time."),
          Map.entry("not_of_this_account", "The post belongs to another account."),
          Map.entry("not_on_network", "It is not on the network."),
          Map.entry("not_supported", "The network cannot do that."),
          Map.entry("overdue", "Its time passed before it could be sent."),
          Map.entry("part_unknown", "It is not known whether a part of its thread stands."),
          Map.entry("picture_unavailable", "Postly could not read a picture."),
          Map.entry("pictures_not_taken", "The channel takes no such pictures."),
          Map.entry("pictures_waiting", "Postly had no room for the pictures at the moment."),
          Map.entry("post_deleted", "Its post is deleted."),
          Map.entry("posted_by_another_webhook", "Only the webhook that sent it can do that."),
          Map.entry(
              "previous_part_unknown", "It is not known by what name the part before stands."),
          Map.entry("restored_too_late", "The draft came back from the archive after its time."),
          Map.entry("settled_as_not_published", "A person has seen that it is not on the network."),
          Map.entry("text_too_long", "The text is too long for the network."),
          Map.entry("thread_not_taken", "The network takes no such thread."),
          Map.entry("time_passed", "Its time passed before it could be sent."),
          Map.entry("updates_not_taken", "The channel does not take another text."));

  private Reasons() {}

  /**
   * {@code unknown_host} is {@code The network's server was not found.}; what a person has given as
   * a reason is what it is.
   */
  static String sentence(String reason) {
    String known = SENTENCES.get(reason);
    if (known != null) {
      return known;
    }
    Matcher status = STATUS.matcher(reason);
    if (status.matches()) {
      return "%s (%s).".formatted(ofStatus(status.group(1)), status.group(1));
    }
    return CODE.matcher(reason).matches() ? Wording.words(reason) : reason;
  }

  private static String ofStatus(String status) {
    return switch (status) {
      case "401" -> "The network does not accept the channel's access";
      case "402" -> "The network wants to be paid first";
      case "403" -> "The network does not allow this";
      case "404" -> "The network did not find what it was asked for";
      case "410" -> "What the network was asked for is gone";
      case "429" -> "The network takes no more posts at the moment";
      default ->
          switch (status.charAt(0)) {
            case '3' -> "The network sent the post somewhere else";
            case '4' -> "The network refused the post";
            default -> "The network failed";
          };
    };
  }
}
