-- What happened, appended and never changed. Who recorded it stands in exactly one of account and device.
CREATE TABLE mark (
    id uuid NOT NULL PRIMARY KEY,
    child_id uuid NOT NULL REFERENCES child (id),
    day date NOT NULL,
    kind text NOT NULL CHECK (kind IN ('arrival', 'departure', 'absence', 'correction')),
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    takes_back uuid REFERENCES mark (id),
    account_id uuid REFERENCES account (id),
    device_id uuid REFERENCES device (id),
    staff_id uuid REFERENCES staff (id),
    CHECK ((account_id IS NULL) <> (device_id IS NULL)),
    CHECK ((kind = 'correction') = (takes_back IS NOT NULL))
);
CREATE INDEX mark_child ON mark (child_id, day);

-- The day state that a child's marks add up to, kept so that boards and counts need no adding up.
CREATE TABLE child_day (
    child_id uuid NOT NULL REFERENCES child (id),
    day date NOT NULL,
    standing text NOT NULL CHECK (standing IN ('expected', 'here', 'left', 'absent')),
    since timestamptz,
    arrived_at timestamptz,
    last_mark uuid REFERENCES mark (id),
    PRIMARY KEY (child_id, day)
);
