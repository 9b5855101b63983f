-- A revision's pictures with their alt texts, in their order, as JSON text. Their bytes stand in the blob store.
ALTER TABLE draft_revision ADD COLUMN media text NOT NULL DEFAULT '[]';
-- Null where a variant goes out with the draft's own.
ALTER TABLE draft_variant ADD COLUMN media text;

-- The edition of what networks take that others were told of last.
ALTER TABLE channel ADD COLUMN announced integer NOT NULL DEFAULT 0;

-- What would be seen: digests and alt texts, as JSON text.
ALTER TABLE sandbox_post ADD COLUMN pictures text NOT NULL DEFAULT '[]';
