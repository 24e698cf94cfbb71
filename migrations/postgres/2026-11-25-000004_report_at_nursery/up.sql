-- A report may come by telephone or at the door: then somebody of the nursery enters it.
CREATE TABLE new_report (
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
    -- The guardian who sent it,
    tie_id UUID REFERENCES tie (id),
    -- or who at the nursery was told of it.
    account_id UUID REFERENCES account (id),
    device_id UUID REFERENCES device (id),
    staff_id UUID REFERENCES staff (id),
    sent_at TIMESTAMPTZ NOT NULL,
    accepted_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK ((kind = 'absent') = (reason IS NOT NULL)),
    CHECK (kind <> 'late' OR at IS NOT NULL),
    CHECK (tie_id IS NULL OR coalesce(account_id, device_id, staff_id) IS NULL),
    CHECK (coalesce(tie_id, account_id, device_id) IS NOT NULL)
);
INSERT INTO new_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, sent_at, accepted_at, ended_at FROM report;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;
ALTER INDEX new_report_pkey RENAME TO report_pkey;
CREATE INDEX report_child ON report (child_id, day);
