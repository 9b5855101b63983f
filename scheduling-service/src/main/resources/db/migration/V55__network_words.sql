-- What a network said, in its own words, of what it did not take: a stranger's text, cleaned and cut before it is stored.
-- It belongs to the reason beside it, and is null where the network said nothing.
ALTER TABLE publication ADD COLUMN network_said text;
ALTER TABLE publication_part ADD COLUMN network_said text;
ALTER TABLE post_update ADD COLUMN network_said text;
