DROP TABLE plan_week;
DROP TABLE plan_day;
CREATE TABLE old_rules (
    facility_id UUID NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TIME NOT NULL,
    -- So many minutes after a child is unconfirmed somebody telephones.
    call_after INTEGER NOT NULL CHECK (call_after BETWEEN 0 AND 60),
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
);
INSERT INTO old_rules (facility_id, cutoff, call_after, off_on)
SELECT facility_id, cutoff, call_after, off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE old_rules RENAME TO attendance_rules;
ALTER INDEX old_rules_pkey RENAME TO attendance_rules_pkey;
