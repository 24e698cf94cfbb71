-- A write that a client has sent, with its first answer: sending it again changes nothing.
CREATE TABLE operation (
    id TEXT NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL,
    reply TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_recorded_at ON operation (recorded_at);

CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    did TEXT NOT NULL,
    municipality_id TEXT,
    facility_id TEXT,
    child_id TEXT,
    account_id TEXT,
    device_id TEXT,
    staff_id TEXT,
    request_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_child ON audit (child_id, id) WHERE child_id IS NOT NULL;
CREATE INDEX audit_facility ON audit (facility_id, id) WHERE facility_id IS NOT NULL;

-- A chain over the audit: each seal covers the lines after the one before it and hashes them with its hash.
CREATE TABLE audit_seal (
    position INTEGER NOT NULL PRIMARY KEY,
    last_id TEXT NOT NULL,
    lines INTEGER NOT NULL,
    hash BLOB NOT NULL,
    sealed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    leased_until TEXT,
    done_at TEXT,
    last_error TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX job_waiting ON job (run_at) WHERE done_at IS NULL;
