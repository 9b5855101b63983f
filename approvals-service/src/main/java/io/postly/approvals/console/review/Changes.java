package io.postly.approvals.console.review;

import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Variant;
import io.postly.approvals.console.review.ReviewView.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what changed between the content of two reviews, in the order in which it is read. */
final class Changes {

  private static final int USUAL_DIGITS = 8;

  /** The first text is the first of its thread. */
  private static final int FIRST_PART = 2;

  private final Review before;
  private final Review now;
  private final WordDiff words = new WordDiff();
  private final List<Change> found = new ArrayList<>();

  private Changes(Review before, Review now) {
    this.before = before;
    this.now = now;
  }

  static List<Change> between(Review before, Review now) {
    return new Changes(before, now).all();
  }

  private List<Change> all() {
    add("Text", before.text(), now.text());
    addPictures("", before.media(), now.media());
    addParts("", before.commonThread(), now.commonThread());
    Stream.of(before, now)
        .flatMap(review -> review.variants().stream())
        .map(Variant::network)
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(this::addAllFor);
    return found;
  }

  private void addAllFor(String network) {
    add("Content warning for " + network, warning(before, network), warning(now, network));
    add("Text for " + network, before.textFor(network), now.textFor(network));
    List<Picture> oldPictures = before.mediaFor(network);
    List<Picture> pictures = now.mediaFor(network);
    if (!isCommon(oldPictures, before.media(), pictures, now.media())) {
      addPictures(" for " + network, oldPictures, pictures);
    }
    List<String> oldThread = before.threadFor(network);
    List<String> thread = now.threadFor(network);
    if (!isCommon(oldThread, before.commonThread(), thread, now.commonThread())) {
      addParts(" for " + network, oldThread, thread);
    }
  }

  private static String warning(Review review, String network) {
    return Objects.requireNonNullElse(review.contentWarningFor(network), "");
  }

  /** Where a network has what all have before and after, that has been said of all. */
  private static <T> boolean isCommon(
      List<T> before, List<T> commonBefore, List<T> now, List<T> commonNow) {
    return before.equals(commonBefore) && now.equals(commonNow);
  }

  private void addParts(String where, List<String> old, List<String> current) {
    addEach("Part ", FIRST_PART, where, old, current);
  }

  private void addPictures(String where, List<Picture> old, List<Picture> current) {
    int digits = digitsThatTell(old, current);
    addEach("Picture ", 1, where, lines(old, digits), lines(current, digits));
  }

  /** Each as many digits of its digest as tell all of them apart, and its alt text. */
  private static List<String> lines(List<Picture> pictures, int digits) {
    return pictures.stream()
        .map(picture -> picture.sha256().substring(0, digits) + " " + picture.alternative())
        .toList();
  }

  /** Place by place: joined, what holds a line break would look like two. */
  private void addEach(
      String what, int first, String where, List<String> old, List<String> current) {
    for (int i = 0; i < Math.max(old.size(), current.size()); i++) {
      add(what + (first + i) + where, at(i, old), at(i, current));
    }
  }

  private static String at(int index, List<String> texts) {
    return index < texts.size() ? texts.get(index) : "";
  }

  /** A file can be made to begin with the digits of another one. */
  private static int digitsThatTell(List<Picture> before, List<Picture> now) {
    Set<String> digests =
        Stream.concat(before.stream(), now.stream())
            .map(Picture::sha256)
            .collect(Collectors.toSet());
    int digits = USUAL_DIGITS;
    while (areAlike(digests, digits)) {
      digits++;
    }
    return digits;
  }

  private static boolean areAlike(Set<String> digests, int digits) {
    return digests.stream().map(digest -> digest.substring(0, digits)).distinct().count()
        < digests.size();
  }

  private void add(String label, String old, String current) {
    if (!old.equals(current)) {
      found.add(new Change(label, words.between(old, current)));
    }
  }
}
