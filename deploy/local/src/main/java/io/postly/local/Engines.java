package io.postly.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/** The engines' versions, as the build filled them in, and where each is unpacked to. */
final class Engines {

  private static final Properties VERSIONS = load();

  private Engines() {}

  static String version(String engine) {
    return VERSIONS.getProperty(engine);
  }

  static Path directory(PostlyHome home, String engine) {
    return home.engines().resolve(engine + "-" + version(engine));
  }

  private static Properties load() {
    try (InputStream stream = Engines.class.getResourceAsStream("/engines.properties")) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
