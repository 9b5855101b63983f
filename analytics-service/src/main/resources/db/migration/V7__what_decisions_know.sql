-- The client of the workflow, so that a report on one reads decisions alone; whether the draft was decided on more than once,
-- else its rounds need not be looked for; and the class of its wait. All are filled by V8: here readers are locked out.
ALTER TABLE decision ADD COLUMN client text;
ALTER TABLE decision ADD COLUMN repeated boolean NOT NULL DEFAULT false;
ALTER TABLE decision ADD COLUMN wait_class smallint;
