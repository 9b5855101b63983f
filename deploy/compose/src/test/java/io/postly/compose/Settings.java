package io.postly.compose;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What is set in a module's {@code application.properties}, without what is set for a profile. */
final class Settings {

  private Settings() {}

  static Map<String, String> of(String module) {
    return in(Repository.ROOT.resolve(module).resolve("src/main/resources/application.properties"));
  }

  static Map<String, String> in(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!name.startsWith("%")) {
        settings.put(name, properties.getProperty(name));
      }
    }
    return settings;
  }
}
