-- A browser that is reached by push, as long as its session lasts.
CREATE TABLE push_device (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    session_id UUID NOT NULL REFERENCES session (id),
    endpoint TEXT NOT NULL,
    p256dh BYTEA NOT NULL,
    auth BYTEA NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX push_device_account ON push_device (account_id);
CREATE UNIQUE INDEX push_device_endpoint ON push_device (endpoint) WHERE ended_at IS NULL;

-- What somebody has chosen; for everything else the usual holds.
CREATE TABLE delivery_choice (
    account_id UUID NOT NULL REFERENCES account (id),
    topic TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
    wanted BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, topic, channel)
);

-- A message to one person. What it says is put together when it is sent: only if it is so, and they may know, still.
CREATE TABLE message (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    child_id UUID REFERENCES child (id),
    kind TEXT NOT NULL,
    -- What it is about: a mark, a report, a question.
    cause_id UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    opened_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX message_cause ON message (cause_id, kind, account_id);
CREATE INDEX message_child ON message (child_id, created_at);

-- One way of a message: to a browser, or to an address.
CREATE TABLE delivery (
    id UUID NOT NULL PRIMARY KEY,
    message_id UUID NOT NULL REFERENCES message (id),
    channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
    push_device_id UUID REFERENCES push_device (id),
    fate TEXT NOT NULL CHECK (fate IN ('queued', 'accepted', 'failed', 'dropped')),
    why TEXT,
    queued_at TIMESTAMPTZ NOT NULL,
    -- When it was first tried.
    sent_at TIMESTAMPTZ,
    settled_at TIMESTAMPTZ,
    CHECK ((channel = 'push') = (push_device_id IS NOT NULL)),
    CHECK ((fate = 'queued') = (settled_at IS NULL))
);
CREATE INDEX delivery_message ON delivery (message_id);

-- The guardians of a child were asked where it is; once for each time from which it was unconfirmed.
CREATE TABLE question (
    child_id UUID NOT NULL REFERENCES child (id),
    since TIMESTAMPTZ NOT NULL,
    day DATE NOT NULL,
    id UUID NOT NULL UNIQUE,
    asked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (child_id, since)
);
CREATE INDEX question_day ON question (day);

-- Guardians may answer that the child is at the nursery, where nothing is recorded.
CREATE TABLE new_report (
    id UUID NOT NULL PRIMARY KEY,
    child_id UUID NOT NULL REFERENCES child (id),
    day DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('absent', 'late', 'pick_up', 'brought')),
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
INSERT INTO new_report (id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at) SELECT id, child_id, day, kind, reason, at, person, temperature, note, after_cutoff, tie_id, account_id, device_id, staff_id, sent_at, accepted_at, ended_at FROM report;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;
ALTER INDEX new_report_pkey RENAME TO report_pkey;
CREATE INDEX report_child ON report (child_id, day);

-- A job that is done leaves nothing behind.
CREATE TABLE new_job (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TIMESTAMPTZ NOT NULL,
    tries INTEGER NOT NULL,
    leased_until TIMESTAMPTZ,
    last_error TEXT
);
INSERT INTO new_job (id, kind, payload, run_at, tries, leased_until, last_error) SELECT id, kind, payload, run_at, tries, leased_until, last_error FROM job WHERE done_at IS NULL;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
ALTER INDEX new_job_pkey RENAME TO job_pkey;
CREATE INDEX job_waiting ON job (run_at);
