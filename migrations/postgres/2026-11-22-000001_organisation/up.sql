CREATE TABLE municipality (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE facility (
    id uuid NOT NULL PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    opens time NOT NULL,
    closes time NOT NULL,
    address text,
    phone text,
    created_at timestamptz NOT NULL,
    UNIQUE (municipality_id, code)
);

CREATE TABLE class (
    id uuid NOT NULL PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    external_id text,
    name text NOT NULL,
    fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 2000 AND 2199),
    age_from integer NOT NULL CHECK (age_from BETWEEN 0 AND 5),
    age_to integer NOT NULL CHECK (age_to BETWEEN 0 AND 5),
    UNIQUE (facility_id, fiscal_year, name)
);

-- Off without a row or a date; otherwise on from that local day.
CREATE TABLE rollout_switch (
    facility_id uuid NOT NULL REFERENCES facility (id),
    capability text NOT NULL,
    on_from date,
    PRIMARY KEY (facility_id, capability)
);
