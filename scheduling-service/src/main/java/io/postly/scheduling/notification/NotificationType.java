package io.postly.scheduling.notification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a notification can be about. */
enum NotificationType {
  /** Somebody asks for an approval. */
  REVIEW_REQUESTED("review.requested"),
  /** A review has ended: decided by a person, withdrawn or expired. */
  REVIEW_DECIDED("review.decided"),
  /** A post stands on its network. */
  POST_PUBLISHED("post.published"),
  /** A post certainly does not stand on its network. */
  POST_FAILED("post.failed"),
  /** It is not known whether a post stands on its network. */
  POST_UNCONFIRMED("post.unconfirmed"),
  /** A thread has stopped midway: a part has failed, or it is not known whether it stands. */
  POST_THREAD_STOPPED("post.thread_stopped"),
  /** A post did not go out because it, its approval or its channel was not ready in time. */
  POST_MISSED("post.missed"),
  /** A post is held because its time has passed: a person has to give it another. */
  POST_HELD("post.held"),
  /** A post has been deleted from its network, as a person wanted. */
  POST_DELETED("post.deleted"),
  /** A network has not deleted a post that a person wants gone. */
  POST_NOT_DELETED("post.not_deleted"),
  /** A published post says another text, as a person wanted. */
  POST_UPDATED("post.updated"),
  /** A published post does not say what a person wants it to say, or nobody knows. */
  POST_NOT_UPDATED("post.not_updated"),
  /** Nothing goes out on a channel until a person reconnects it. */
  CHANNEL_TROUBLE("channel.trouble"),
  /** The access that a network gave to a channel ends soon, unless a person signs in again. */
  CHANNEL_ENDING("channel.ending"),
  /** Somebody tries an endpoint out; sent to that one only, and never chosen. */
  TEST("notification.test");

  private static final Set<NotificationType> CHOICE = EnumSet.complementOf(EnumSet.of(TEST));

  private final String label;

  NotificationType(String label) {
    this.label = label;
  }

  /** The name used in messages, answers, metrics and the database; never changed once used. */
  String label() {
    return label;
  }

  /** The labels that an endpoint may choose from. */
  static List<String> choice() {
    return CHOICE.stream().map(NotificationType::label).toList();
  }

  /** The type of that label; empty for a label that is no type. */
  static Optional<NotificationType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }
}
