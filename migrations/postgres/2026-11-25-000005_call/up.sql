-- A telephone call to a guardian about a child's day. Appended, never changed.
CREATE TABLE call (
    id UUID NOT NULL PRIMARY KEY,
    child_id UUID NOT NULL REFERENCES child (id),
    day DATE NOT NULL,
    called TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('reached', 'message_left', 'no_answer')),
    at TIMESTAMPTZ NOT NULL,
    account_id UUID REFERENCES account (id),
    device_id UUID REFERENCES device (id),
    staff_id UUID REFERENCES staff (id),
    CHECK (coalesce(account_id, device_id) IS NOT NULL)
);
CREATE INDEX call_child ON call (child_id, day);

CREATE TABLE new_rules (
    facility_id UUID NOT NULL PRIMARY KEY REFERENCES facility (id),
    cutoff TIME NOT NULL,
    -- So many minutes after a child is unconfirmed somebody telephones.
    call_after INTEGER NOT NULL CHECK (call_after BETWEEN 0 AND 60),
    -- The kinds of days on which nobody is expected, separated by spaces.
    off_on TEXT NOT NULL
);
INSERT INTO new_rules (facility_id, cutoff, call_after, off_on) SELECT facility_id, cutoff, 15, off_on FROM attendance_rules;
DROP TABLE attendance_rules;
ALTER TABLE new_rules RENAME TO attendance_rules;
ALTER INDEX new_rules_pkey RENAME TO attendance_rules_pkey;
