-- What is claimed, in the order in which it is: a claim reads as many rows as it takes, however much is due.
CREATE INDEX publication_due ON publication (due_at, id) WHERE state = 'planned';

-- The calendar of one channel, or of posts in one state: a long range with few of them takes no longer than a short one.
CREATE INDEX publication_calendar_channel ON publication (channel_id, due_at, id);
CREATE INDEX publication_calendar_state ON publication (workspace, state, due_at, id);
