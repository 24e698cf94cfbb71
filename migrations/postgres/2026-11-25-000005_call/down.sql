DROP TABLE call;
CREATE TABLE old_rules (
    facility_id UUID NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TIME NOT NULL,
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
);
INSERT INTO old_rules (facility_id, cutoff, off_on) SELECT facility_id, cutoff, off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE old_rules RENAME TO attendance_rules;
ALTER INDEX old_rules_pkey RENAME TO attendance_rules_pkey;
