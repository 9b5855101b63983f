-- What a channel's network counts as a character.
ALTER TABLE channel ADD COLUMN counting text NOT NULL DEFAULT 'CODE_POINTS'
  CHECK (counting IN ('CODE_POINTS', 'GRAPHEMES', 'SHORT_LINKS'));
