-- What goes out and what comes in. A step of an enrollment is sent at most once: unique (enrollment, step key).
-- The row with its Message-ID is committed before the first SMTP command, so a crash leaves it visible as uncertain.

CREATE SEQUENCE message_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE message (
    id               BIGINT       NOT NULL PRIMARY KEY,
    enrollment_id    BIGINT       NOT NULL,
    step_key         VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    mailbox_id       BIGINT       NOT NULL,
    message_id       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'without < and >',
    reference_ids    TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'References, separated by spaces',
    recipient        VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject          VARCHAR(998) NOT NULL,
    state            VARCHAR(10)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    claimed_at       DATETIME(6)  NOT NULL,
    horizon_at       DATETIME(6)  NOT NULL COMMENT 'when the inbox had last been read before this was sent',
    settled_at       DATETIME(6)  NULL COMMENT 'when the outcome became known',
    attempts         INT          NOT NULL,
    answer           TEXT         NULL COMMENT 'the last words of the SMTP server',
    template_version VARCHAR(64)  NOT NULL,
    raw              MEDIUMBLOB   NOT NULL COMMENT 'the exact bytes that were sent',
    CONSTRAINT message_once_a_step UNIQUE (enrollment_id, step_key),
    CONSTRAINT message_message_id UNIQUE (message_id),
    CONSTRAINT message_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    CONSTRAINT message_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    CONSTRAINT message_state CHECK (state IN ('sending', 'sent', 'deferred', 'refused', 'uncertain')),
    INDEX message_in_flight (mailbox_id, state),
    INDEX message_sent (mailbox_id, settled_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE inbound_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE inbound (
    id            BIGINT       NOT NULL PRIMARY KEY,
    mailbox_id    BIGINT       NOT NULL,
    folder        VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    uid_validity  BIGINT       NOT NULL,
    uid           BIGINT       NOT NULL,
    identity      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the same for one mail in two folders',
    message_id    VARCHAR(998) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    from_address  VARCHAR(320) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    from_name     VARCHAR(320) NULL,
    subject       TEXT         NOT NULL,
    received_at   DATETIME(6)  NOT NULL COMMENT 'when the server got it (INTERNALDATE)',
    read_at       DATETIME(6)  NOT NULL,
    verdict       VARCHAR(16)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    outcome       VARCHAR(20)  NULL COMMENT 'what kind of bounce or auto-reply',
    until         DATE         NULL COMMENT 'away until, where an out-of-office says so',
    evidence      TEXT         NOT NULL COMMENT 'what the verdict rests on, a JSON array of strings',
    matched_by    VARCHAR(20)  NULL,
    enrollment_id BIGINT       NULL,
    new_text      MEDIUMTEXT   NOT NULL COMMENT 'without quotes and signature',
    raw           MEDIUMBLOB   NOT NULL,
    CONSTRAINT inbound_once UNIQUE (mailbox_id, identity),
    CONSTRAINT inbound_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    CONSTRAINT inbound_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    INDEX inbound_read (mailbox_id, read_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE timeline_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE timeline (
    id            BIGINT      NOT NULL PRIMARY KEY,
    enrollment_id BIGINT      NOT NULL,
    at            DATETIME(6) NOT NULL,
    kind          VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    sentence      TEXT        NOT NULL,
    message_id    BIGINT      NULL,
    inbound_id    BIGINT      NULL,
    CONSTRAINT timeline_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    CONSTRAINT timeline_message FOREIGN KEY (message_id) REFERENCES message (id),
    CONSTRAINT timeline_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id),
    INDEX timeline_of_an_enrollment (enrollment_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
