package io.postly.scheduling.network.linkedin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture that has been uploaded, as a post names it.
 *
 * @param urn what LinkedIn calls it
 */
record LinkedInImage(String urn, Optional<String> altText) {

  /** What a post has of them: one has another form than several. */
  static Map<String, Object> content(List<LinkedInImage> images) {
    List<Map<String, String>> media = images.stream().map(LinkedInImage::media).toList();
    return media.size() == 1
        ? Map.of("media", media.getFirst())
        : Map.of("multiImage", Map.of("images", media));
  }

  private Map<String, String> media() {
    Map<String, String> media = new LinkedHashMap<>();
    media.put("id", urn);
    altText.ifPresent(text -> media.put("altText", text));
    return media;
  }
}
