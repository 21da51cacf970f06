-- The people who sell, the addresses they send from, and how far each address has been read.
-- Text is compared byte by byte where it is a code or an address; addresses are kept in lower case by a check, so that
-- two spellings of one address cannot become two rows.

CREATE SEQUENCE person_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE person (
    id         BIGINT       NOT NULL PRIMARY KEY,
    email      VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name       VARCHAR(200) NOT NULL,
    phone      VARCHAR(50)  NULL,
    signature  TEXT         NULL,
    created_at DATETIME(6)  NOT NULL,
    CONSTRAINT person_email UNIQUE (email),
    CONSTRAINT person_email_is_lower_case CHECK (email = LOWER(email))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE mailbox_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE mailbox (
    id                BIGINT         NOT NULL PRIMARY KEY,
    address           VARCHAR(254)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    owner_id          BIGINT         NOT NULL,
    smtp_server       VARCHAR(500)   NOT NULL COMMENT 'URL without the password',
    smtp_password     VARBINARY(1000) NULL COMMENT 'encrypted',
    imap_server       VARCHAR(500)   NOT NULL COMMENT 'URL without the password',
    imap_password     VARBINARY(1000) NULL COMMENT 'encrypted',
    time_zone         VARCHAR(50)    NOT NULL,
    daily_cap         INT            NOT NULL,
    gap_seconds_min   INT            NOT NULL,
    gap_seconds_max   INT            NOT NULL,
    ramp_start        INT            NULL COMMENT 'cap of the first sending day; null: no ramp-up',
    ramp_step         INT            NULL COMMENT 'added each day until the daily cap is reached',
    freshness_seconds INT            NOT NULL COMMENT 'nothing is sent on a reading older than this',
    first_sent_at     DATETIME(6)    NULL,
    last_sent_at      DATETIME(6)    NULL,
    next_send_at      DATETIME(6)    NULL COMMENT 'the gap after the last send ends here',
    inbox_read_at     DATETIME(6)    NULL,
    trouble           TEXT           NULL COMMENT 'why it does not read or send, as a sentence; null: all is well',
    trouble_at        DATETIME(6)    NULL,
    created_at        DATETIME(6)    NOT NULL,
    CONSTRAINT mailbox_address UNIQUE (address),
    CONSTRAINT mailbox_address_is_lower_case CHECK (address = LOWER(address)),
    CONSTRAINT mailbox_owner FOREIGN KEY (owner_id) REFERENCES person (id),
    CONSTRAINT mailbox_limits CHECK (daily_cap > 0 AND gap_seconds_min >= 0 AND gap_seconds_max >= gap_seconds_min
        AND freshness_seconds > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE horizon (
    mailbox_id   BIGINT       NOT NULL,
    folder       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    uid_validity BIGINT       NOT NULL,
    uid          BIGINT       NOT NULL COMMENT 'the highest UID whose message is stored',
    read_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (mailbox_id, folder),
    CONSTRAINT horizon_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
