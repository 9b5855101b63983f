-- What a search looks through: the current revision's words. The configuration 'simple' takes them as they are, in whatever language.
ALTER TABLE draft ADD COLUMN searchable tsvector;

UPDATE draft SET searchable = setweight(to_tsvector('simple', coalesce(revision.title, '')), 'A')
  || setweight(to_tsvector('simple', revision.text), 'B')
FROM revision
WHERE revision.draft_id = draft.id AND revision.number = draft.revision;

CREATE INDEX draft_words ON draft USING gin (searchable) WHERE archived_at IS NULL;
