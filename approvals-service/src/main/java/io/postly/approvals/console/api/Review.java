package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A review with the content that it is of. */
@TemplateData
@RegisterForReflection
public record Review(
    UUID id,
    String state,
    UUID draftId,
    int revision,
    String title,
    String text,
    List<Variant> variants,
    List<Picture> media,
    List<ThreadPart> thread,
    List<UUID> channelIds,
    Person authoredBy,
    String authoredThrough,
    Instant authoredAt,
    Person requestedBy,
    Instant requestedAt,
    String note,
    Person decidedBy,
    Instant decidedAt,
    String decisionNote,
    Integer policyVersion,
    Integer approvalsNeeded,
    List<GivenApproval> approvals,
    String nextReviewer,
    Instant expiresAt) {

  /** One of the approvals that a review needs. */
  @TemplateData
  @RegisterForReflection
  public record GivenApproval(Person by, String through, Instant at, String note) {}

  /** Takes lists that are left out for empty ones. */
  public Review {
    variants = variants == null ? List.of() : List.copyOf(variants);
    media = media == null ? List.of() : List.copyOf(media);
    thread = thread == null ? List.of() : List.copyOf(thread);
    channelIds = channelIds == null ? List.of() : List.copyOf(channelIds);
    approvals = approvals == null ? List.of() : List.copyOf(approvals);
  }

  /** Whether somebody may still decide. */
  public boolean isOpen() {
    return state.equals("open");
  }

  /** Whether its content was let out, even if it has been changed since. */
  public boolean wasApproved() {
    return decidedAt != null && (state.equals("approved") || state.equals("superseded"));
  }

  /** What goes out on channels of that network. */
  public String textFor(String network) {
    return own(network, Variant::text).orElse(text);
  }

  /** The pictures that go out on channels of that network. */
  public List<Picture> mediaFor(String network) {
    return own(network, Variant::media).orElse(media);
  }

  /** The texts that follow the first one on channels of that network. */
  public List<String> threadFor(String network) {
    return ThreadPart.texts(own(network, Variant::thread).orElse(thread));
  }

  /**
   * What is shown in the place of it on channels of that network until a reader asks for more; null
   * for none.
   */
  public String contentWarningFor(String network) {
    return own(network, Variant::contentWarning).orElse(null);
  }

  /** The texts that follow the first one where no network has its own. */
  public List<String> commonThread() {
    return ThreadPart.texts(thread);
  }

  private <T> Optional<T> own(String network, Function<Variant, T> ofVariant) {
    return variants.stream()
        .filter(variant -> variant.network().equals(network))
        .map(ofVariant)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Every picture that goes out somewhere. */
  public Stream<Picture> pictures() {
    return Stream.concat(
        media.stream(),
        variants.stream().map(Variant::media).filter(Objects::nonNull).flatMap(List::stream));
  }

  /** What to call it. */
  public String heading() {
    return title == null || title.isBlank() ? "Untitled draft" : title;
  }
}
