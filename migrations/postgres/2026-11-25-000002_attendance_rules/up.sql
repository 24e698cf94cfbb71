-- What a facility has settled about its attendance; without a row, what is usual holds (domain::attendance::AttendanceRules).
CREATE TABLE attendance_rules (
    facility_id UUID NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TIME NOT NULL,
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
);
