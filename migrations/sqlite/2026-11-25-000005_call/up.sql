-- A telephone call to a guardian about a child's day. Appended, never changed.
CREATE TABLE call (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    called TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('reached', 'message_left', 'no_answer')),
    at TEXT NOT NULL,
    account_id TEXT REFERENCES account (id),
    device_id TEXT REFERENCES device (id),
    staff_id TEXT REFERENCES staff (id),
    CHECK (coalesce(account_id, device_id) IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_child ON call (child_id, day);

CREATE TABLE new_rules (
    facility_id TEXT NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TEXT NOT NULL,
    -- So many minutes after a child is unconfirmed somebody telephones.
    call_after INTEGER NOT NULL CHECK (call_after BETWEEN 0 AND 60),
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_rules (facility_id, cutoff, call_after, off_on) SELECT facility_id, cutoff, 15, off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE new_rules RENAME TO attendance_rules;
