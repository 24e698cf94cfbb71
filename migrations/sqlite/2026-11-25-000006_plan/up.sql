-- What is planned of a child's weeks. A new version ends the one before it; what was planned of earlier days stays.
CREATE TABLE plan_week (
    child_id TEXT NOT NULL REFERENCES child (id),
    valid_from TEXT NOT NULL,
    -- The first day that another version is of.
    ended_on TEXT,
    -- Monday first, separated by spaces: 08:30-17:30, or - on a day without times.
    week TEXT NOT NULL,
    PRIMARY KEY (child_id, valid_from),
    CHECK (ended_on > valid_from)
) STRICT, WITHOUT ROWID;

-- Days that differ from the week.
CREATE TABLE plan_day (
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    -- 08:30-17:30, or off.
    planned TEXT NOT NULL,
    PRIMARY KEY (child_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_rules (
    facility_id TEXT NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TEXT NOT NULL,
    -- So many minutes after a child is unconfirmed somebody telephones.
    call_after INTEGER NOT NULL CHECK (call_after BETWEEN 0 AND 60),
    -- Until when guardians plan: so many days before, until this time.
    lock_days INTEGER NOT NULL CHECK (lock_days BETWEEN 0 AND 14),
    lock_at TEXT NOT NULL,
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_rules (facility_id, cutoff, call_after, lock_days, lock_at, off_on)
SELECT facility_id, cutoff, call_after, 1, '17:00:00', off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE new_rules RENAME TO attendance_rules;
