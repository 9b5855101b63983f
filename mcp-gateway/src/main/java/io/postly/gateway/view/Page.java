package io.postly.gateway.view;

import io.postly.gateway.access.Sha256;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One page with its style and its script. Its own policy allows these two and nothing else,
 * whatever the chat's allows: no request, no other script, no handler in markup, no form that is
 * sent.
 */
final class Page {

  private Page() {}

  static String of(String title, String style, String script) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '%s'; style-src '%s'; form-action 'none'; base-uri 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main></main>
        <script type="module">%s</script>
        </body>
        </html>
        """
        .formatted(source(script), source(style), title, style, script);
  }

  /** By which a policy names a script or a style that stands in the page itself. */
  private static String source(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Sha256.of(text)));
  }
}
