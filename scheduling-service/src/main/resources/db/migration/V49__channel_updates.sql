-- Whether the admin who connected a channel has said that its receiver heeds changes of posts, where that is up to the receiver.
ALTER TABLE channel ADD COLUMN takes_updates boolean NOT NULL DEFAULT false;
