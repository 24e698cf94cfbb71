-- A browser that is reached by push, as long as its session lasts.
CREATE TABLE push_device (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    session_id TEXT NOT NULL REFERENCES session (id),
    endpoint TEXT NOT NULL,
    p256dh BLOB NOT NULL,
    auth BLOB NOT NULL,
    added_at TEXT NOT NULL,
    ended_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX push_device_account ON push_device (account_id);
CREATE UNIQUE INDEX push_device_endpoint ON push_device (endpoint) WHERE ended_at IS NULL;

-- What somebody has chosen; for everything else the usual holds.
CREATE TABLE delivery_choice (
    account_id TEXT NOT NULL REFERENCES account (id),
    topic TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
    wanted INTEGER NOT NULL,
    PRIMARY KEY (account_id, topic, channel)
) STRICT, WITHOUT ROWID;

-- A message to one person. What it says is put together when it is sent: only if it is so, and they may know, still.
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    child_id TEXT REFERENCES child (id),
    kind TEXT NOT NULL,
    -- What it is about: a mark, a report, a question.
    cause_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    opened_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_cause ON message (cause_id, kind, account_id);
CREATE INDEX message_child ON message (child_id, created_at);

-- One way of a message: to a browser, or to an address.
CREATE TABLE delivery (
    id TEXT NOT NULL PRIMARY KEY,
    message_id TEXT NOT NULL REFERENCES message (id),
    channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
    push_device_id TEXT REFERENCES push_device (id),
    fate TEXT NOT NULL CHECK (fate IN ('queued', 'accepted', 'failed', 'dropped')),
    why TEXT,
    queued_at TEXT NOT NULL,
    -- When it was first tried.
    sent_at TEXT,
    settled_at TEXT,
    CHECK ((channel = 'push') = (push_device_id IS NOT NULL)),
    CHECK ((fate = 'queued') = (settled_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_message ON delivery (message_id);

-- The guardians of a child were asked where it is; once for each time from which it was unconfirmed.
CREATE TABLE question (
    child_id TEXT NOT NULL REFERENCES child (id),
    since TEXT NOT NULL,
    day TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (child_id, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_day ON question (day);

-- Guardians may answer that the child is at the nursery, where nothing is recorded.
CREATE TABLE new_report (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('absent', 'late', 'pick_up', 'brought')),
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
INSERT INTO new_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at FROM report;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;
CREATE INDEX report_child ON report (child_id, day);

-- A job that is done leaves nothing behind.
CREATE TABLE new_job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    leased_until TEXT,
    last_error TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO new_job (id, kind, payload, run_at, tries, leased_until, last_error) SELECT id, kind, payload, run_at, tries, leased_until, last_error FROM job WHERE done_at IS NULL;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
CREATE INDEX job_waiting ON job (run_at);
