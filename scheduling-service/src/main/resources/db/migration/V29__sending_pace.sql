-- From when on the next post may go out on the channel by its network's pace; null where none has gone yet.
ALTER TABLE channel ADD COLUMN free_at timestamptz;
