-- A review can also be decided by rejecting its content.
ALTER TABLE decision DROP CONSTRAINT decision_decision_check;
ALTER TABLE decision ADD CONSTRAINT decision_decision_check
  CHECK (decision IN ('approved', 'changes_requested', 'rejected'));
