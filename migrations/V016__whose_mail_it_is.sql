-- Which enrollment a mail is about, also where relays have changed our Message-IDs and people write from elsewhere.

-- The same other id for two of our mails names neither: it is nothing that a server gives to each.
CREATE TABLE message_alias (
    other_id     VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'without < and >',
    message_id   BIGINT       NOT NULL COMMENT 'our mail',
    learned_from VARCHAR(10)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (other_id, message_id),
    CONSTRAINT message_alias_message FOREIGN KEY (message_id) REFERENCES message (id),
    CONSTRAINT message_alias_learned_from CHECK (learned_from IN ('answer', 'copy'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE prospect_address (
    address      VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    prospect_id  BIGINT       NOT NULL,
    learned_from VARCHAR(20)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'how their mail was matched',
    at           DATETIME(6)  NOT NULL,
    CONSTRAINT prospect_address_is_lower_case CHECK (address = LOWER(address)),
    CONSTRAINT prospect_address_prospect FOREIGN KEY (prospect_id) REFERENCES prospect (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE mailbox
    ADD COLUMN keeps_ids    BOOLEAN NULL COMMENT 'whether the copies that the server files have our ids; null: none was seen',
    ADD COLUMN plus_address BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether answers are to go to user+token@domain',
    ADD COLUMN plus_arrives BOOLEAN NULL COMMENT 'whether mail to such an address arrives; null: nobody has tried';

-- Part of the address that an answer goes to.
ALTER TABLE enrollment
    ADD COLUMN reply_token VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD CONSTRAINT enrollment_reply_token UNIQUE (reply_token);
UPDATE enrollment SET reply_token = LEFT(SHA2(CONCAT('reply to ', unsubscribe_token), 256), 12);

-- Most mail of a mailbox is nobody's here, and is looked up by the name of its sender and by its subject.
ALTER TABLE prospect
    ADD INDEX prospect_name (last_name, first_name),
    DROP INDEX prospect_last_name;
ALTER TABLE message
    ADD INDEX message_subject (mailbox_id, subject(64), claimed_at);
