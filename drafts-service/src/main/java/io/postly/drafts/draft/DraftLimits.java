package io.postly.drafts.draft;

/** The bounds of what a draft holds, whatever the network. */
final class DraftLimits {

  static final int TITLE = 120;
  static final int TEXT = 10_000;
  static final int CHANNELS = 20;
  static final int VARIANTS = 20;
  static final int MEDIA = 4;
  static final int ALT_TEXT = 1500;
  static final int THREAD = 24;
  static final int CONTENT_WARNING = 200;
  static final int LABELS = 20;
  static final int LABEL = 40;

  private DraftLimits() {}
}
