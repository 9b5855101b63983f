-- The parts that follow a revision's text in its thread, in their order, as JSON text.
ALTER TABLE revision ADD COLUMN thread text NOT NULL DEFAULT '[]';

-- How many parts may follow a text on a channel's network: none until scheduling has said so.
ALTER TABLE channel ADD COLUMN max_thread integer NOT NULL DEFAULT 0;
