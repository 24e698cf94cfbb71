CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One way in of several to come: passkeys and the ward's sign-in get tables of their own.
CREATE TABLE account_password (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    hash TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE password_reset (
    token_hash BLOB NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    facility_id TEXT REFERENCES facility (id),
    account_id TEXT REFERENCES account (id),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    role TEXT NOT NULL,
    ict_leader INTEGER NOT NULL,
    pin_hash TEXT,
    created_at TEXT NOT NULL,
    ended_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_facility ON staff (facility_id);
CREATE INDEX staff_account ON staff (account_id);

CREATE TABLE staff_class (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    class_id TEXT NOT NULL REFERENCES class (id),
    PRIMARY KEY (staff_id, class_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES facility (id),
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    enrolled_at TEXT NOT NULL,
    seen_at TEXT,
    ended_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX device_facility ON device (facility_id);

CREATE TABLE device_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES facility (id),
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT, WITHOUT ROWID;

-- A session is a family of refresh tokens: only the newest is good, and reuse of an older one ends it.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT REFERENCES account (id),
    device_id TEXT REFERENCES device (id),
    staff_id TEXT REFERENCES staff (id),
    face TEXT NOT NULL,
    browser TEXT NOT NULL,
    refresh_hash BLOB NOT NULL,
    previous_hash BLOB,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((account_id IS NULL) <> (device_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_device ON session (device_id);
