package io.postly.drafts.picture;

/** A file is no picture that is taken. The message is a phrase about it, for who sent it. */
public final class PictureRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, as the end of a sentence. */
  public PictureRefusedException(String message) {
    super(message);
  }

  static PictureRefusedException damaged() {
    return new PictureRefusedException("is damaged, or not whole");
  }

  static PictureRefusedException animated() {
    return new PictureRefusedException("moves; only still pictures are taken");
  }
}
