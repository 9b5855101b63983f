package io.postly.approvals.console;

import io.quarkus.qute.TemplateData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The console's style sheet, script and icon. Their addresses hold a digest of their content, so
 * that browsers may keep them for good.
 */
@Singleton
@TemplateData
public class Assets {

  private static final String FOLDER = "/console/";
  private static final String ADDRESS = "/console/assets/";
  private static final int DIGEST_LENGTH = 16;

  private final Asset stylesheet = read("console", "css", "text/css;charset=UTF-8");
  private final Asset script = read("console", "js", "text/javascript;charset=UTF-8");
  private final Asset icon = read("icon", "svg", "image/svg+xml");

  /** One file. */
  record Asset(String stem, String extension, String type, String digest, String content) {

    String name() {
      return stem + "-" + digest + "." + extension;
    }

    /** Whether it is that file, in this version or another. */
    boolean isNamed(String name) {
      return name.startsWith(stem + "-") && name.endsWith("." + extension);
    }
  }

  /** The style sheet's address. */
  public String stylesheet() {
    return ADDRESS + stylesheet.name();
  }

  /** The script's address. */
  public String script() {
    return ADDRESS + script.name();
  }

  /** The icon's address. */
  public String icon() {
    return ADDRESS + icon.name();
  }

  Optional<Asset> named(String name) {
    return List.of(stylesheet, script, icon).stream()
        .filter(asset -> asset.isNamed(name))
        .findFirst();
  }

  private static Asset read(String stem, String extension, String type) {
    String file = FOLDER + stem + "." + extension;
    try (InputStream stream = Assets.class.getResourceAsStream(file)) {
      byte[] content = stream.readAllBytes();
      return new Asset(
          stem, extension, type, digest(content), new String(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
