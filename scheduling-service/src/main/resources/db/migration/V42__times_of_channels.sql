-- publication_calendar_channel begins with the same columns, and serves the same queries.
DROP INDEX publication_times;
