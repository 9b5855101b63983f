-- What became of each channel's latest post.
CREATE INDEX publication_ended ON publication (channel_id, changed_at DESC) INCLUDE (state)
  WHERE state IN ('published', 'failed', 'unconfirmed');
