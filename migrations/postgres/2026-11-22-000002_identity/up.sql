CREATE TABLE account (
    id uuid NOT NULL PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    created_at timestamptz NOT NULL
);

-- One way in of several to come: passkeys and the ward's sign-in get tables of their own.
CREATE TABLE account_password (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES account (id),
    hash text NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE password_reset (
    token_hash bytea NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE TABLE staff (
    id uuid NOT NULL PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    facility_id uuid REFERENCES facility (id),
    account_id uuid REFERENCES account (id),
    name text NOT NULL,
    kana text NOT NULL,
    role text NOT NULL,
    ict_leader boolean NOT NULL,
    pin_hash text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX staff_facility ON staff (facility_id);
CREATE INDEX staff_account ON staff (account_id);

CREATE TABLE staff_class (
    staff_id uuid NOT NULL REFERENCES staff (id),
    class_id uuid NOT NULL REFERENCES class (id),
    PRIMARY KEY (staff_id, class_id)
);

CREATE TABLE device (
    id uuid NOT NULL PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    name text NOT NULL,
    public_key bytea NOT NULL,
    enrolled_at timestamptz NOT NULL,
    seen_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX device_facility ON device (facility_id);

CREATE TABLE device_code (
    code_hash bytea NOT NULL PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

-- A session is a family of refresh tokens: only the newest is good, and reuse of an older one ends it.
CREATE TABLE session (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid REFERENCES account (id),
    device_id uuid REFERENCES device (id),
    staff_id uuid REFERENCES staff (id),
    face text NOT NULL,
    browser text NOT NULL,
    refresh_hash bytea NOT NULL,
    previous_hash bytea,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((account_id IS NULL) <> (device_id IS NULL))
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_device ON session (device_id);
