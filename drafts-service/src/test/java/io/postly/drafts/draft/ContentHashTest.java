package io.postly.drafts.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  @Test
  void isTheFingerprintOfTheCanonicalJson() {
    Content content =
        new Content(
            "Title",
            "Hello",
            List.of(),
            List.of(new Variant("sandbox", "Hi", null, null)),
            List.of("a"),
            List.of(),
            List.of());

    // printf '{"channel_ids":[],"text":"Hello","variants":[{"network":"sandbox","text":"Hi"}]}' |
    // sha256sum
    assertEquals(
        "sha256:61f3b9a60daf4fcd3c6786162245ee8902feb3c9fbcb5422176a5a4b382c95cb",
        ContentHash.of(content));
  }

  /** What was approved before there were content warnings stays approved. */
  @Test
  void aContentWarningCountsWhereThereIsOne() {
    // printf '{"channel_ids":[],"text":"Hello","variants":[{"network":"mastodon","text":"Hi",
    // "content_warning":"Food"}]}' | sha256sum, without the break
    assertEquals(
        "sha256:83ab4340b8f3b84d7a9b021be1dc1186cff32aff3097f6cf59cc6fc9d5fbf54c",
        ContentHash.of(behind("Food")));
    assertEquals(ContentHash.of(behind("Food")), ContentHash.of(behind(" Food ")));
    assertEquals(
        "sha256:d16c30f38c62ca45525aadace7a14063d5453e20491edbdd199a43d1ee1ef838",
        ContentHash.of(behind(null)));
  }

  private static Content behind(String contentWarning) {
    return new Content(
        null,
        "Hello",
        List.of(),
        List.of(new Variant("mastodon", "Hi", null, null, contentWarning)),
        List.of(),
        List.of(),
        List.of());
  }

  @Property
  void theOrderOfChannelsAndVariantsDoesNotCount(
      @ForAll("contents") Content content, @ForAll Random random) {
    Content shuffled =
        new Content(
            content.title(),
            content.text(),
            shuffled(content.channelIds(), random),
            shuffled(content.variants(), random),
            content.labels(),
            content.media(),
            content.thread());

    assertEquals(ContentHash.of(content), ContentHash.of(shuffled));
  }

  @Property
  void whatIsNotPublishedDoesNotCount(@ForAll("contents") Content content, @ForAll String title) {
    Content renamed =
        new Content(
            title,
            content.text(),
            content.channelIds(),
            content.variants(),
            List.of(title),
            content.media(),
            content.thread());

    assertEquals(ContentHash.of(content), ContentHash.of(renamed));
  }

  @Property
  void everyOtherTextHasAnotherHash(
      @ForAll("contents") Content content, @ForAll("texts") String text) {
    Content changed =
        new Content(
            content.title(),
            text,
            content.channelIds(),
            content.variants(),
            content.labels(),
            content.media(),
            content.thread());

    assertEquals(
        text.equals(content.text()), ContentHash.of(content).equals(ContentHash.of(changed)));
  }

  @Test
  void everyPictureItsPlaceAndItsAltTextCount() {
    MediaReference sunrise = new MediaReference(new UUID(0, 1), "A sunrise");
    MediaReference harbour = new MediaReference(new UUID(0, 2), null);
    List<Content> contents =
        List.of(
            withMedia(List.of()),
            withMedia(List.of(sunrise)),
            withMedia(List.of(new MediaReference(sunrise.mediaId(), "A sunset"))),
            withMedia(List.of(new MediaReference(sunrise.mediaId(), null))),
            withMedia(List.of(sunrise, harbour)),
            withMedia(List.of(harbour, sunrise)),
            withVariantMedia(null),
            withVariantMedia(List.of()),
            withVariantMedia(List.of(sunrise)));

    assertEquals(contents.size(), contents.stream().map(ContentHash::of).distinct().count());
  }

  private static Content withMedia(List<MediaReference> media) {
    return new Content(null, "Hello", List.of(), List.of(), List.of(), media, List.of());
  }

  private static Content withVariantMedia(List<MediaReference> media) {
    return new Content(
        null,
        "Hello",
        List.of(),
        List.of(new Variant("sandbox", "Hi", media, null)),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void everyPartOfAThreadAndItsPlaceCount() {
    List<Content> contents =
        List.of(
            withThread(List.of(), null),
            withThread(List.of("One"), null),
            withThread(List.of("One", "Two"), null),
            withThread(List.of("Two", "One"), null),
            withThread(List.of("One Two"), null),
            withThread(List.of("One"), List.of()),
            withThread(List.of("One"), List.of("One")),
            withThread(List.of(), List.of("One")));

    assertEquals(contents.size(), contents.stream().map(ContentHash::of).distinct().count());
  }

  private static Content withThread(List<String> texts, List<String> ofVariant) {
    return new Content(
        null,
        "Hello",
        List.of(),
        List.of(new Variant("sandbox", "Hi", null, ofVariant == null ? null : parts(ofVariant))),
        List.of(),
        List.of(),
        parts(texts));
  }

  private static List<ThreadPart> parts(List<String> texts) {
    return texts.stream().map(ThreadPart::new).toList();
  }

  @Property
  void oneChannelMoreIsAnotherHash(@ForAll("contents") Content content) {
    List<UUID> more = new ArrayList<>(content.channelIds());
    more.add(UUID.randomUUID());

    Content changed =
        new Content(
            content.title(),
            content.text(),
            more,
            content.variants(),
            content.labels(),
            content.media(),
            content.thread());
    assertNotEquals(ContentHash.of(content), ContentHash.of(changed));
    assertTrue(ContentHash.of(changed).matches("sha256:[0-9a-f]{64}"));
  }

  @Provide
  Arbitrary<Content> contents() {
    Arbitrary<List<UUID>> channels =
        Arbitraries.create(UUID::randomUUID).list().ofMaxSize(5).uniqueElements();
    Arbitrary<List<Variant>> variants =
        Combinators.combine(Arbitraries.of("sandbox", "webhook", "bluesky", "mastodon"), texts())
            .as((network, text) -> new Variant(network, text, null, null))
            .list()
            .uniqueElements(Variant::network)
            .ofMaxSize(4);
    return Combinators.combine(texts(), texts(), channels, variants)
        .as(
            (title, text, ids, own) ->
                new Content(title, text, ids, own, List.of(), List.of(), List.of()));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().ofMinLength(1).ofMaxLength(40);
  }

  private static <T> List<T> shuffled(List<T> items, Random random) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }
}
