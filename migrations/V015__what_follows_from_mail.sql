-- What follows from a mail can be undone. A person may say that the engine read it wrongly: so each consequence remembers
-- what its enrollment was before, each enrollment and suppression which mail it owes its state to, and each mail what the
-- engine first took it for.

ALTER TABLE inbound
    ADD COLUMN intent            VARCHAR(20)  NULL COMMENT 'what a person who replied seems to want',
    ADD COLUMN successor_name    VARCHAR(320) NULL COMMENT 'whom to write to instead of one who left',
    ADD COLUMN successor_address VARCHAR(254) NULL,
    ADD COLUMN doubtful          BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'nobody knows whom it is about; a person decides',
    ADD COLUMN first_verdict     VARCHAR(16)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'of the engine, where a person has corrected it',
    ADD COLUMN first_outcome     VARCHAR(20)  NULL,
    ADD COLUMN corrected_at      DATETIME(6)  NULL,
    MODIFY COLUMN evidence       TEXT         NOT NULL COMMENT 'what the verdict rests on, a JSON array of signs; strings in old rows',
    ADD INDEX inbound_doubtful (doubtful, received_at),
    ADD INDEX inbound_corrected (corrected_at),
    ADD INDEX inbound_verdict (verdict, outcome, received_at);

UPDATE inbound SET doubtful = TRUE WHERE matched_by = 'company';

ALTER TABLE enrollment
    ADD COLUMN because_inbound BIGINT NULL COMMENT 'the mail to which it owes its state',
    ADD CONSTRAINT enrollment_because FOREIGN KEY (because_inbound) REFERENCES inbound (id);

ALTER TABLE suppression
    ADD COLUMN inbound_id BIGINT NULL COMMENT 'the mail that alone put it here; null: another reason',
    ADD CONSTRAINT suppression_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id);

CREATE TABLE consequence (
    inbound_id    BIGINT      NOT NULL,
    enrollment_id BIGINT      NOT NULL,
    state         VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'before; null: the mail changed nothing, something stronger held',
    reason        TEXT        NULL,
    resume_at     DATETIME(6) NULL,
    because_inbound BIGINT    NULL,
    PRIMARY KEY (inbound_id, enrollment_id),
    CONSTRAINT consequence_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id),
    CONSTRAINT consequence_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- Mails that went out to somebody although their answer had come to the server. It should stay empty; where it does not,
-- it says why.
CREATE TABLE late_stop (
    inbound_id    BIGINT      NOT NULL PRIMARY KEY,
    enrollment_id BIGINT      NOT NULL,
    message_id    BIGINT      NOT NULL COMMENT 'the first that went out after',
    received_at   DATETIME(6) NOT NULL,
    sent_at       DATETIME(6) NOT NULL,
    horizon_at    DATETIME(6) NOT NULL COMMENT 'the reading on which the sending relied',
    why           VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    CONSTRAINT late_stop_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id),
    CONSTRAINT late_stop_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    CONSTRAINT late_stop_message FOREIGN KEY (message_id) REFERENCES message (id),
    CONSTRAINT late_stop_why CHECK (why IN ('during-run', 'unread', 'unmatched')),
    INDEX late_stop_by_why (why)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- A mailbox or a cadence whose mails are refused again and again stands still until a person has looked. The row stays
-- when it is ended: refusals are counted from there.
CREATE TABLE refusal_pause (
    target   VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY COMMENT 'mailbox:ID or cadence:NAME',
    why      TEXT         NOT NULL,
    begun_at DATETIME(6)  NOT NULL,
    ended_at DATETIME(6)  NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE message
    ADD INDEX message_refusals (state, settled_at);
