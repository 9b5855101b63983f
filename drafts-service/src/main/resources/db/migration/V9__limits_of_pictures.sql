-- What a channel's network takes of a picture's shape, and of pictures together: no limit until scheduling has said so.
ALTER TABLE channel ADD COLUMN max_bytes_of_pictures integer;
ALTER TABLE channel ADD COLUMN max_picture_pixels integer;
ALTER TABLE channel ADD COLUMN max_picture_sides integer;
ALTER TABLE channel ADD COLUMN max_picture_ratio integer;
ALTER TABLE channel ADD COLUMN max_text_with_pictures integer;
ALTER TABLE channel ADD COLUMN upright_pictures_only boolean NOT NULL DEFAULT false;

-- Whether a picture's file asks for it to be turned or mirrored where it is shown; of pictures added before, nobody has noted it.
ALTER TABLE media ADD COLUMN turned boolean NOT NULL DEFAULT false;
