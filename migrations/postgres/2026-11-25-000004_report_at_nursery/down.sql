-- What the nursery has entered cannot be kept: there is no guardian who sent it.
CREATE TABLE old_report (
    id UUID NOT NULL PRIMARY KEY,
    child_id UUID NOT NULL REFERENCES child (id),
    day DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('absent', 'late', 'pick_up')),
    reason TEXT CHECK (reason IN ('illness', 'infection', 'mourning', 'private')),
    at TIME,
    person TEXT,
    -- In tenths of a degree Celsius.
    temperature INTEGER,
    note TEXT,
    after_cutoff BOOLEAN NOT NULL,
    -- Who sent it.
    tie_id UUID NOT NULL REFERENCES tie (id),
    sent_at TIMESTAMPTZ NOT NULL,
    accepted_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK ((kind = 'absent') = (reason IS NOT NULL)),
    CHECK (kind <> 'late' OR at IS NOT NULL)
);
INSERT INTO old_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at FROM report WHERE tie_id IS NOT NULL;
DROP TABLE report;
ALTER TABLE old_report RENAME TO report;
ALTER INDEX old_report_pkey RENAME TO report_pkey;
CREATE INDEX report_child ON report (child_id, day);
