package io.postly.gateway.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModulesTest {

  private static final Map<String, String> SOURCES =
      Map.of(
          "page.mjs",
          """
          import { words } from "./words.mjs";
          import {
            show,
            hide,
          } from "./show.mjs";

          show(words);
          """,
          "show.mjs",
          """
          import { words } from "./words.mjs";

          export function show(what) {}
          export async function hide() {}
          export class Shown {}
          """,
          "words.mjs",
          """
          export const words = "export nothing";
          """);

  @Test
  void shouldPutEachModuleOnceBeforeWhatNeedsIt() {
    assertEquals(
        """
        const words = "export nothing";

        function show(what) {}
        async function hide() {}
        class Shown {}

        show(words);

        """,
        Modules.join("page.mjs", SOURCES::get));
  }
}
