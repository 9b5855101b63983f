-- What a channel's network takes of a picture's shape, and of pictures together: no limit until scheduling has said so.
ALTER TABLE channel ADD COLUMN max_bytes_of_pictures integer;
ALTER TABLE channel ADD COLUMN max_picture_pixels integer;
ALTER TABLE channel ADD COLUMN max_picture_sides integer;
ALTER TABLE channel ADD COLUMN max_picture_ratio integer;
