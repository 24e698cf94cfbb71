CREATE TABLE household (
    id uuid NOT NULL PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    external_id text,
    postcode text,
    address text,
    phone text,
    created_at timestamptz NOT NULL
);
CREATE INDEX household_municipality ON household (municipality_id);

CREATE TABLE child (
    id uuid NOT NULL PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    facility_id uuid NOT NULL REFERENCES facility (id),
    class_id uuid REFERENCES class (id),
    household_id uuid NOT NULL REFERENCES household (id),
    external_id text,
    family_name text NOT NULL,
    given_name text NOT NULL,
    -- Pages are cut by kana: the order must be the same whatever the database's language.
    family_kana text COLLATE "C" NOT NULL,
    given_kana text COLLATE "C" NOT NULL,
    birth_date date NOT NULL,
    caution text,
    sex text CHECK (sex IN ('male', 'female', 'other')),
    certification text CHECK (certification IN ('first', 'second', 'third')),
    certified_hours text CHECK (certified_hours IN ('standard', 'short')),
    enrolled_on date NOT NULL,
    left_on date,
    created_at timestamptz NOT NULL
);
CREATE INDEX child_facility ON child (facility_id, family_kana, given_kana);
CREATE INDEX child_class ON child (class_id);
CREATE INDEX child_household ON child (household_id);

-- A child's classes of other fiscal years than that of child.class_id: the next one's until it begins.
CREATE TABLE class_of_year (
    child_id uuid NOT NULL REFERENCES child (id),
    fiscal_year integer NOT NULL,
    class_id uuid NOT NULL REFERENCES class (id),
    PRIMARY KEY (child_id, fiscal_year)
);
CREATE INDEX class_of_year_class ON class_of_year (class_id);

CREATE TABLE guardian (
    id uuid NOT NULL PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    household_id uuid NOT NULL REFERENCES household (id),
    external_id text,
    name text NOT NULL,
    kana text,
    email text,
    -- In calling order, separated by spaces.
    phones text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX guardian_household ON guardian (household_id);

-- One person's tie to one child: a guardian known to the nursery, or a family member whom a guardian invited.
CREATE TABLE tie (
    id uuid NOT NULL PRIMARY KEY,
    child_id uuid NOT NULL REFERENCES child (id),
    kind text NOT NULL CHECK (kind IN ('guardian', 'family')),
    guardian_id uuid REFERENCES guardian (id),
    account_id uuid REFERENCES account (id),
    name text NOT NULL,
    relation text NOT NULL,
    calling_order integer NOT NULL,
    see_day boolean NOT NULL,
    see_record boolean NOT NULL,
    invite_family boolean NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((kind = 'guardian') = (guardian_id IS NOT NULL))
);
CREATE INDEX tie_child ON tie (child_id);
CREATE INDEX tie_account ON tie (account_id);
CREATE INDEX tie_guardian ON tie (guardian_id);

CREATE TABLE invitation (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('guardian', 'family', 'staff')),
    code_hash bytea NOT NULL UNIQUE,
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    facility_id uuid REFERENCES facility (id),
    tie_id uuid REFERENCES tie (id),
    staff_id uuid REFERENCES staff (id),
    email text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    ended_at timestamptz,
    CHECK ((kind = 'staff') = (staff_id IS NOT NULL)),
    CHECK ((kind = 'staff') = (tie_id IS NULL))
);
CREATE INDEX invitation_tie ON invitation (tie_id);
CREATE INDEX invitation_staff ON invitation (staff_id);

CREATE TABLE roster_import (
    id uuid NOT NULL PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    -- The files and the match of their columns as they were sent, as JSON.
    request text NOT NULL,
    created_at timestamptz NOT NULL,
    committed_at timestamptz
);

-- What a municipality's columns mean, remembered by the fingerprint of their headers.
CREATE TABLE column_match (
    municipality_id uuid NOT NULL REFERENCES municipality (id),
    fingerprint text NOT NULL,
    meanings text NOT NULL,
    PRIMARY KEY (municipality_id, fingerprint)
);
