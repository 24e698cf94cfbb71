-- A write that a client has sent, with its first answer: sending it again changes nothing.
CREATE TABLE operation (
    id uuid NOT NULL PRIMARY KEY,
    digest bytea NOT NULL,
    reply text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX operation_recorded_at ON operation (recorded_at);

CREATE TABLE audit (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    did text NOT NULL,
    municipality_id uuid,
    facility_id uuid,
    child_id uuid,
    account_id uuid,
    device_id uuid,
    staff_id uuid,
    request_id uuid NOT NULL
);
CREATE INDEX audit_child ON audit (child_id, id) WHERE child_id IS NOT NULL;
CREATE INDEX audit_facility ON audit (facility_id, id) WHERE facility_id IS NOT NULL;

-- A chain over the audit: each seal covers the lines after the one before it and hashes them with its hash.
CREATE TABLE audit_seal (
    position bigint NOT NULL PRIMARY KEY,
    last_id uuid NOT NULL,
    lines bigint NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL
);

CREATE TABLE job (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL,
    payload text NOT NULL,
    run_at timestamptz NOT NULL,
    tries integer NOT NULL,
    leased_until timestamptz,
    done_at timestamptz,
    last_error text
);
CREATE INDEX job_waiting ON job (run_at) WHERE done_at IS NULL;
