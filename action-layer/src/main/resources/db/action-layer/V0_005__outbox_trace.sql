-- The trace of the call that an event comes from, as the header traceparent has it; null where there is none.
ALTER TABLE outbox ADD COLUMN traceparent text;
