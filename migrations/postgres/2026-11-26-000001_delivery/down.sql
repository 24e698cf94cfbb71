CREATE TABLE old_job (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TIMESTAMPTZ NOT NULL,
    tries INTEGER NOT NULL,
    leased_until TIMESTAMPTZ,
    done_at TIMESTAMPTZ,
    last_error TEXT
);
INSERT INTO old_job (id, kind, payload, run_at, tries, leased_until, last_error) SELECT id, kind, payload, run_at, tries, leased_until, last_error FROM job WHERE kind = 'mail';
DROP TABLE job;
ALTER TABLE old_job RENAME TO job;
ALTER INDEX old_job_pkey RENAME TO job_pkey;
CREATE INDEX job_waiting ON job (run_at) WHERE done_at IS NULL;
-- That a child was brought cannot be kept: there is no such report.
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
INSERT INTO old_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at FROM report WHERE kind <> 'brought';
DROP TABLE report;
ALTER TABLE old_report RENAME TO report;
ALTER INDEX old_report_pkey RENAME TO report_pkey;
CREATE INDEX report_child ON report (child_id, day);
DROP TABLE question;
DROP TABLE delivery;
DROP TABLE message;
DROP TABLE delivery_choice;
DROP TABLE push_device;
