-- What a network shows in the place of a post until a reader asks for more; null for none.
ALTER TABLE draft_variant ADD COLUMN content_warning text;
