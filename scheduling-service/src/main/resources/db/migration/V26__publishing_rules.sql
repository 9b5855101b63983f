-- What a workspace's posts must keep to, as JSON, and what becomes of those that could not go out at their time. Without a
-- row there are no rules.
CREATE TABLE publishing_rules (
  workspace    text    PRIMARY KEY,
  version      integer NOT NULL CHECK (version >= 1),
  missed_posts text    NOT NULL CHECK (missed_posts IN ('send', 'hold', 'skip')),
  rules        text    NOT NULL
);
