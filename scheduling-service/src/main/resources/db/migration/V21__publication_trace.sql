-- The trace of the call that asked for the publication, as the header traceparent has it; null where there is none.
ALTER TABLE publication ADD COLUMN traceparent text;
