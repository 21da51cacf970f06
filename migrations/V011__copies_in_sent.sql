-- Copies in the Sent folder, for servers that file none of what is sent by SMTP. What still needs one is remembered here,
-- in the transaction that records the sending, so that neither a crash nor a folder that can't be reached loses it.

ALTER TABLE mailbox
    ADD COLUMN sent_copy  VARCHAR(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'auto'
        COMMENT 'whether copies are put into Sent',
    ADD COLUMN files_sent BOOLEAN    NULL COMMENT 'whether the server does so itself; null: nobody has tried',
    ADD CONSTRAINT mailbox_sent_copy CHECK (sent_copy IN ('auto', 'always', 'never'));

CREATE TABLE sent_copy (
    message_id BIGINT      NOT NULL PRIMARY KEY,
    mailbox_id BIGINT      NOT NULL,
    try_at     DATETIME(6) NOT NULL,
    attempts   INT         NOT NULL DEFAULT 0,
    CONSTRAINT sent_copy_message FOREIGN KEY (message_id) REFERENCES message (id),
    CONSTRAINT sent_copy_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    INDEX sent_copy_due (mailbox_id, try_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
