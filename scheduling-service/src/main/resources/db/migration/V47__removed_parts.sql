-- Since when a published part does not stand on its network any more; its state stays.
ALTER TABLE publication_part ADD COLUMN removed_at timestamptz CHECK (removed_at IS NULL OR state = 'published');
