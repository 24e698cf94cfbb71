-- The guardian's tie by which a family member was invited: they see no more than that guardian, and go with them.
ALTER TABLE tie ADD COLUMN invited_by uuid REFERENCES tie (id) CHECK (invited_by IS NULL OR kind = 'family');
CREATE INDEX tie_invited_by ON tie (invited_by);

-- Who invited them stands in the audit; where it does not, the first guardian who may answers for them.
UPDATE tie SET invited_by = coalesce(
    (
        SELECT inviter.id FROM audit JOIN tie AS inviter
            ON inviter.account_id = audit.account_id AND inviter.child_id = audit.child_id
        WHERE audit.did = 'InviteFamily' AND audit.child_id = tie.child_id AND audit.at = tie.created_at
            AND inviter.kind = 'guardian'
        ORDER BY inviter.id LIMIT 1
    ),
    (
        SELECT inviter.id FROM tie AS inviter
        WHERE inviter.child_id = tie.child_id AND inviter.kind = 'guardian' AND inviter.invite_family
        ORDER BY inviter.ended_at IS NOT NULL, inviter.calling_order, inviter.id LIMIT 1
    )
) WHERE kind = 'family';
