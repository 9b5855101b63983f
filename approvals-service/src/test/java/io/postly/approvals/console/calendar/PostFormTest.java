package io.postly.approvals.console.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.approvals.console.api.RefusedException;
import org.junit.jupiter.api.Test;

class PostFormTest {

  private final PostForm form = new PostForm();

  @Test
  void withoutAPartItIsAboutThePost() {
    assertEquals(PostForm.NO_PART, form.part());
    assertNull(form.url());
    assertEquals("", form.change());
  }

  @Test
  void aPartIsItsNumber() {
    form.part = "3";

    assertEquals(3, form.part());
  }

  @Test
  void whatIsNoNumberIsRefusedOnThePage() {
    form.part = "three";

    assertEquals(400, assertThrows(RefusedException.class, form::part).problem().status());
  }
}
