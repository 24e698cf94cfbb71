CREATE TABLE municipality (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE facility (
    id TEXT NOT NULL PRIMARY KEY,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    address TEXT,
    phone TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (municipality_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE class (
    id TEXT NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES facility (id),
    external_id TEXT,
    name TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 2000 AND 2199),
    age_from INTEGER NOT NULL CHECK (age_from BETWEEN 0 AND 5),
    age_to INTEGER NOT NULL CHECK (age_to BETWEEN 0 AND 5),
    UNIQUE (facility_id, fiscal_year, name)
) STRICT, WITHOUT ROWID;

-- Off without a row or a date; otherwise on from that local day.
CREATE TABLE rollout_switch (
    facility_id TEXT NOT NULL REFERENCES facility (id),
    capability TEXT NOT NULL,
    on_from TEXT,
    PRIMARY KEY (facility_id, capability)
) STRICT, WITHOUT ROWID;
