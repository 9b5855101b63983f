-- The calendar of one channel, or of posts in one state: a long range with few of them takes no longer than a short one.
CREATE INDEX publication_calendar_channel ON publication (channel_id, due_at, id);
CREATE INDEX publication_calendar_state ON publication (workspace, state, due_at, id);
