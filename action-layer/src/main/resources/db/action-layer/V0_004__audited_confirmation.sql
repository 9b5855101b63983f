-- Which confirmation a call used up: the person's word that goes with it.
ALTER TABLE audit_entry ADD COLUMN confirmation_id uuid;
