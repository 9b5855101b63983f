-- What people remark on what is under review. Part of the record: a note is resolved once, otherwise never changed.
-- A passage is counted in Unicode code points, from 0, its end not included; without a network it is of the common text.
CREATE TABLE review_note (
  id               uuid        PRIMARY KEY,
  review_id        uuid        NOT NULL REFERENCES review (id),
  network          text,
  passage_start    integer,
  passage_end      integer,
  quoted           text,
  text             text        NOT NULL,
  written_by       text        NOT NULL,
  written_by_name  text        NOT NULL,
  written_through  text        NOT NULL,
  written_at       timestamptz NOT NULL,
  resolved_by      text,
  resolved_by_name text,
  resolved_through text,
  resolved_at      timestamptz,
  CHECK (passage_start >= 0 AND passage_start < passage_end),
  CHECK (num_nulls(passage_start, passage_end, quoted) IN (0, 3)),
  CHECK (network IS NULL OR quoted IS NOT NULL),
  CHECK (num_nulls(resolved_by, resolved_by_name, resolved_through, resolved_at) IN (0, 4))
);
CREATE INDEX review_note_by_time ON review_note (review_id, written_at DESC, id DESC);
CREATE INDEX open_review_note ON review_note (review_id) WHERE resolved_at IS NULL;
