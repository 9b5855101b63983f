package io.postly.helm.configuration;

import java.util.Locale;

/**
 * Something that operators can set of a part.
 *
 * @param key as a file of properties names it
 * @param standard what it is if nobody sets it, as people read it
 * @param bounds which values are taken; may be empty
 * @param description what it means
 */
public record Setting(String key, String standard, String bounds, String description) {

  /** The environment variable that sets it. */
  public String variable() {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
