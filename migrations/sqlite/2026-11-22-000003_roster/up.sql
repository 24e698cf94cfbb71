CREATE TABLE household (
    id TEXT NOT NULL PRIMARY KEY,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    external_id TEXT,
    postcode TEXT,
    address TEXT,
    phone TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX household_municipality ON household (municipality_id);

CREATE TABLE child (
    id TEXT NOT NULL PRIMARY KEY,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    facility_id TEXT NOT NULL REFERENCES facility (id),
    class_id TEXT REFERENCES class (id),
    household_id TEXT NOT NULL REFERENCES household (id),
    external_id TEXT,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_kana TEXT NOT NULL,
    given_kana TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    caution TEXT,
    sex TEXT CHECK (sex IN ('male', 'female', 'other')),
    certification TEXT CHECK (certification IN ('first', 'second', 'third')),
    certified_hours TEXT CHECK (certified_hours IN ('standard', 'short')),
    enrolled_on TEXT NOT NULL,
    left_on TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX child_facility ON child (facility_id, family_kana, given_kana);
CREATE INDEX child_class ON child (class_id);
CREATE INDEX child_household ON child (household_id);

-- A child's classes of other fiscal years than that of child.class_id: the next one's until it begins.
CREATE TABLE class_of_year (
    child_id TEXT NOT NULL REFERENCES child (id),
    fiscal_year INTEGER NOT NULL,
    class_id TEXT NOT NULL REFERENCES class (id),
    PRIMARY KEY (child_id, fiscal_year)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_of_year_class ON class_of_year (class_id);

CREATE TABLE guardian (
    id TEXT NOT NULL PRIMARY KEY,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    household_id TEXT NOT NULL REFERENCES household (id),
    external_id TEXT,
    name TEXT NOT NULL,
    kana TEXT,
    email TEXT,
    -- In calling order, separated by spaces.
    phones TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guardian_household ON guardian (household_id);

-- One person's tie to one child: a guardian known to the nursery, or a family member whom a guardian invited.
CREATE TABLE tie (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    kind TEXT NOT NULL CHECK (kind IN ('guardian', 'family')),
    guardian_id TEXT REFERENCES guardian (id),
    account_id TEXT REFERENCES account (id),
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    calling_order INTEGER NOT NULL,
    see_day INTEGER NOT NULL,
    see_record INTEGER NOT NULL,
    invite_family INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((kind = 'guardian') = (guardian_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_child ON tie (child_id);
CREATE INDEX tie_account ON tie (account_id);
CREATE INDEX tie_guardian ON tie (guardian_id);

CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('guardian', 'family', 'staff')),
    code_hash BLOB NOT NULL UNIQUE,
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    facility_id TEXT REFERENCES facility (id),
    tie_id TEXT REFERENCES tie (id),
    staff_id TEXT REFERENCES staff (id),
    email TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    ended_at TEXT,
    CHECK ((kind = 'staff') = (staff_id IS NOT NULL)),
    CHECK ((kind = 'staff') = (tie_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_tie ON invitation (tie_id);
CREATE INDEX invitation_staff ON invitation (staff_id);

CREATE TABLE roster_import (
    id TEXT NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL REFERENCES facility (id),
    -- The files and the match of their columns as they were sent, as JSON.
    request TEXT NOT NULL,
    created_at TEXT NOT NULL,
    committed_at TEXT
) STRICT, WITHOUT ROWID;

-- What a municipality's columns mean, remembered by the fingerprint of their headers.
CREATE TABLE column_match (
    municipality_id TEXT NOT NULL REFERENCES municipality (id),
    fingerprint TEXT NOT NULL,
    meanings TEXT NOT NULL,
    PRIMARY KEY (municipality_id, fingerprint)
) STRICT, WITHOUT ROWID;
