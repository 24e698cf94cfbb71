DROP TABLE call;
CREATE TABLE old_rules (
    facility_id TEXT NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TEXT NOT NULL,
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO old_rules (facility_id, cutoff, off_on) SELECT facility_id, cutoff, off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE old_rules RENAME TO attendance_rules;
