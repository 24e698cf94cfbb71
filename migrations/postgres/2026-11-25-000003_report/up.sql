-- What a guardian reports of a child's day beforehand. It holds until it is ended: withdrawn, or replaced by another. The
-- absence of a report is a mark of the same id.
CREATE TABLE report (
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
CREATE INDEX report_child ON report (child_id, day);
