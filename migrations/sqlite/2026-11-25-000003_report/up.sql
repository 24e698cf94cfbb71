-- What a guardian reports of a child's day beforehand. It holds until it is ended: withdrawn, or replaced by another. The
-- absence of a report is a mark of the same id.
CREATE TABLE report (
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
CREATE INDEX report_child ON report (child_id, day);
