-- When the review's state last changed: each change is later than the one before, whatever the replicas' clocks say, for
-- readers of its events go by that. Empty for reviews that have not changed since an earlier release.
ALTER TABLE review ADD COLUMN changed_at timestamptz;
