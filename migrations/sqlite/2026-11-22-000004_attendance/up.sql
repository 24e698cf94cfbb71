-- What happened, appended and never changed. Who recorded it stands in exactly one of account and device.
CREATE TABLE mark (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('arrival', 'departure', 'absence', 'correction')),
    happened_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    takes_back TEXT REFERENCES mark (id),
    account_id TEXT REFERENCES account (id),
    device_id TEXT REFERENCES device (id),
    staff_id TEXT REFERENCES staff (id),
    CHECK ((account_id IS NULL) <> (device_id IS NULL)),
    CHECK ((kind = 'correction') = (takes_back IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_child ON mark (child_id, day);

-- The day state that a child's marks add up to, kept so that boards and counts need no adding up.
CREATE TABLE child_day (
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('expected', 'here', 'left', 'absent')),
    since TEXT,
    arrived_at TEXT,
    last_mark TEXT REFERENCES mark (id),
    PRIMARY KEY (child_id, day)
) STRICT, WITHOUT ROWID;
