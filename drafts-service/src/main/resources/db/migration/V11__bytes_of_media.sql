-- What a workspace has of pictures is added up for each new one.
CREATE INDEX media_by_size ON media (workspace) INCLUDE (bytes);
