DROP INDEX tie_invited_by;
ALTER TABLE tie DROP COLUMN invited_by;
