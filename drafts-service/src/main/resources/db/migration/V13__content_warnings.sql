-- Whether posts on a channel's network may have a content warning: none until scheduling has said so.
ALTER TABLE channel ADD COLUMN content_warnings boolean NOT NULL DEFAULT false;
