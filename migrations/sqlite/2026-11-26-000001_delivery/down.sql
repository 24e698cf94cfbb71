CREATE TABLE old_job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    leased_until TEXT,
    done_at TEXT,
    last_error TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO old_job (id, kind, payload, run_at, tries, leased_until, last_error) SELECT id, kind, payload, run_at, tries, leased_until, last_error FROM job WHERE kind = 'mail';
DROP TABLE job;
ALTER TABLE old_job RENAME TO job;
CREATE INDEX job_waiting ON job (run_at) WHERE done_at IS NULL;
-- That a child was brought cannot be kept: there is no such report.
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
INSERT INTO old_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at FROM report WHERE kind <> 'brought';
DROP TABLE report;
ALTER TABLE old_report RENAME TO report;
CREATE INDEX report_child ON report (child_id, day);
DROP TABLE question;
DROP TABLE delivery;
DROP TABLE message;
DROP TABLE delivery_choice;
DROP TABLE push_device;
