-- What a report reads instead of counts by channel and client: as many rows as there are kinds of calls, however many
-- clients make them, and of long periods by month. Filled from the counts; until that is done nobody counts.
SET LOCAL statement_timeout = 0;
SELECT pg_advisory_xact_lock(hashtext('activity counts'));

-- The calls of each day, in UTC: of all channels, which is then empty, and of each.
CREATE TABLE activity_day_total (
  workspace  text        NOT NULL,
  day        timestamptz NOT NULL,
  counted_by text        NOT NULL CHECK (counted_by IN ('none', 'channel')),
  channel    text        NOT NULL,
  action     text        NOT NULL,
  service    text        NOT NULL,
  outcome    text        NOT NULL,
  code       text,
  calls      bigint      NOT NULL
);
INSERT INTO activity_day_total
SELECT workspace, day, CASE grouping(channel) WHEN 0 THEN 'channel' ELSE 'none' END AS counted_by, coalesce(channel, ''), action,
  service, outcome, code, sum(calls)
FROM activity_day
GROUP BY GROUPING SETS (
  (workspace, day, action, service, outcome, code), (workspace, day, action, service, outcome, code, channel))
ORDER BY workspace, day, counted_by;
CREATE INDEX activity_day_total_by_time ON activity_day_total (workspace, day);
CREATE INDEX activity_day_total_by_channel ON activity_day_total (workspace, counted_by, channel, day);

-- Of one client there are counts already.
CREATE INDEX activity_day_by_client ON activity_day (workspace, client, day);

-- The calls of each ended month, in UTC, made from its days: of all channels and clients, of each channel, and of each client by
-- channel. What calls are not counted by is empty.
CREATE TABLE activity_month_total (
  workspace  text        NOT NULL,
  month      timestamptz NOT NULL,
  counted_by text        NOT NULL CHECK (counted_by IN ('none', 'channel', 'client')),
  channel    text        NOT NULL,
  client     text        NOT NULL,
  action     text        NOT NULL,
  service    text        NOT NULL,
  outcome    text        NOT NULL,
  code       text,
  calls      bigint      NOT NULL
);
CREATE INDEX activity_month_total_by_client ON activity_month_total (workspace, counted_by, client, month);

-- The months of which a day was counted since they were: written with the day, deleted by the transaction that counts the
-- month again.
CREATE TABLE activity_month_mark (
  workspace text        NOT NULL,
  month     timestamptz NOT NULL,
  PRIMARY KEY (workspace, month)
);
INSERT INTO activity_month_mark SELECT DISTINCT workspace, date_trunc('month', day, 'UTC') FROM activity_day;

-- A replica of the version before would count hours and leave the totals of their days as they are. Without this column it
-- cannot: what it answers stays right, from counts and from the log. Last, because it locks readers out.
ALTER TABLE activity_hour ADD COLUMN in_totals boolean NOT NULL DEFAULT true;
ALTER TABLE activity_hour ALTER COLUMN in_totals DROP DEFAULT;
