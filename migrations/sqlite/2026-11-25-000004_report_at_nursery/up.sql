-- A report may come by telephone or at the door: then somebody of the nursery enters it.
CREATE TABLE new_report (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('absent', 'late', 'pick_up')),
    reason TEXT CHECK (reason IN ('illness', 'infection', 'mourning', 'private')),
    at TEXT,
    person TEXT,
    -- In tenths of a degree Celsius.
    temperature INTEGER,
    note TEXT,
    after_cutoff INTEGER NOT NULL,
    -- The guardian who sent it,
    tie_id TEXT REFERENCES tie (id),
    -- or who at the nursery was told of it.
    account_id TEXT REFERENCES account (id),
    device_id TEXT REFERENCES device (id),
    staff_id TEXT REFERENCES staff (id),
    sent_at TEXT NOT NULL,
    accepted_at TEXT,
    ended_at TEXT,
    CHECK ((kind = 'absent') = (reason IS NOT NULL)),
    CHECK (kind <> 'late' OR at IS NOT NULL),
    CHECK (tie_id IS NULL OR coalesce(account_id, device_id, staff_id) IS NULL),
    CHECK (coalesce(tie_id, account_id, device_id) IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO new_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at FROM report;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;
CREATE INDEX report_child ON report (child_id, day);
