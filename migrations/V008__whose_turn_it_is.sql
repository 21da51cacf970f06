-- Which of a mailbox's due steps goes first (follow-ups before openers, openers by turns between cadences, the oldest
-- first), and what counts towards the caps of a recipient's company and domain.

ALTER TABLE enrollment
    ADD COLUMN lane      VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'follow-up, opener or by-hand',
    ADD COLUMN due_since DATETIME(6) NULL COMMENT 'when the step first fell due; stays when it has to wait longer';

UPDATE enrollment
SET lane = IF(last_step_key IS NULL, 'opener', 'follow-up'), due_since = due_at
WHERE state = 'active';

ALTER TABLE enrollment
    ADD CONSTRAINT enrollment_active_has_a_lane CHECK (state <> 'active' OR (lane IS NOT NULL AND due_since IS NOT NULL)),
    ADD INDEX enrollment_turn (mailbox_id, state, lane, cadence, due_at, due_since);

ALTER TABLE message
    ADD COLUMN account_id       BIGINT       NULL COMMENT 'the recipient''s company',
    ADD COLUMN cadence          VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    ADD COLUMN opener           BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'the first mail of its enrollment',
    ADD COLUMN recipient_domain VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
        AS (SUBSTRING_INDEX(recipient, '@', -1)) VIRTUAL;

UPDATE message m
    JOIN enrollment e ON e.id = m.enrollment_id
    JOIN prospect p ON p.id = e.prospect_id
SET m.cadence = e.cadence,
    m.account_id = p.account_id,
    m.opener = NOT EXISTS (SELECT 1 FROM (SELECT id, enrollment_id FROM message) earlier
                           WHERE earlier.enrollment_id = m.enrollment_id AND earlier.id < m.id);

ALTER TABLE message
    ADD INDEX message_to_company (account_id, state, settled_at),
    ADD INDEX message_to_domain (recipient_domain, state, settled_at),
    ADD INDEX message_opener (mailbox_id, opener, cadence, settled_at);

-- One row a recipient domain, locked while a mail to it is claimed, so that two mailboxes keep its cap together.
CREATE TABLE recipient_domain (
    domain VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
