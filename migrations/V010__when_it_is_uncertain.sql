-- What happens to a mail of which nobody knows whether it left: a sign of it is looked for first, then the mailbox's
-- policy decides. Mails that are uncertain already were taken as sent, and stay so.

ALTER TABLE mailbox
    ADD COLUMN when_uncertain VARCHAR(14) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'assume-sent'
        COMMENT 'what is done where no sign of an uncertain mail has come',
    ADD CONSTRAINT mailbox_when_uncertain CHECK (when_uncertain IN ('assume-sent', 'resend-same-id', 'ask'));

ALTER TABLE message
    ADD COLUMN settle_by  DATETIME(6) NULL COMMENT 'its enrollment waits for a sign of it, until then by itself; null: it does not',
    ADD COLUMN send_again BOOLEAN     NOT NULL DEFAULT FALSE COMMENT 'to be handed over once more, as it is',
    ADD COLUMN resent     BOOLEAN     NOT NULL DEFAULT FALSE COMMENT 'was handed over again while it was uncertain',
    ADD CONSTRAINT message_open_is_uncertain CHECK (state = 'uncertain' OR (settle_by IS NULL AND NOT send_again));
