package io.postly.gateway.view;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** All views. Put together once, from their parts on the class path. */
@Singleton
public class Views {

  private static final String FOLDER = "views/";

  private final List<View> views =
      List.of(
          view("draft", "Draft"),
          view("review", "Review"),
          view("calendar", "Calendar"),
          view("publication", "Publication"));

  /** In the order in which they are listed. */
  public List<View> all() {
    return views;
  }

  /**
   * The view of that name.
   *
   * @throws IllegalArgumentException if there is none; the gateway does not start with an action
   *     that names it
   */
  public View named(String name) {
    return views.stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no view called " + name));
  }

  /** The view that is read at that URI. */
  public Optional<View> at(String uri) {
    return views.stream().filter(view -> view.isAt(uri)).findFirst();
  }

  private static View view(String name, String title) {
    String script = Modules.join(name + ".mjs", Views::part);
    return View.of(name, title, Page.of(title, part("style.css"), script));
  }

  private static String part(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream part = loader.getResourceAsStream(FOLDER + file)) {
      if (part == null) {
        throw new IllegalStateException("The part " + file + " of the views is missing");
      }
      return new String(part.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
