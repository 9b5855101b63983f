-- Whether others were told last that the channel takes pictures, which may depend on the installation's address. Null where
-- a release told them that did not write it down.
ALTER TABLE channel ADD COLUMN announced_pictures boolean;
