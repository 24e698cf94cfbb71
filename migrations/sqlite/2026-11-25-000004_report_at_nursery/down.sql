-- What the nursery has entered cannot be kept: there is no guardian who sent it.
CREATE TABLE old_report (
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
    -- Who sent it.
    tie_id TEXT NOT NULL REFERENCES tie (id),
    sent_at TEXT NOT NULL,
    accepted_at TEXT,
    ended_at TEXT,
    CHECK ((kind = 'absent') = (reason IS NOT NULL)),
    CHECK (kind <> 'late' OR at IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO old_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at FROM report WHERE tie_id IS NOT NULL;
DROP TABLE report;
ALTER TABLE old_report RENAME TO report;
CREATE INDEX report_child ON report (child_id, day);
