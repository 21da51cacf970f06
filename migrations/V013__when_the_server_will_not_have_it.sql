-- A server that does not let a mailbox send is not asked again each minute: that locks accounts. The mailbox rests from
-- sending, longer each time, and goes on being read. Kept apart from the trouble of reading, so that neither ends the other.

ALTER TABLE mailbox
    MODIFY COLUMN trouble TEXT NULL COMMENT 'why it does not read, as a sentence; null: it reads',
    ADD COLUMN send_trouble      TEXT        NULL COMMENT 'why it does not send, as a sentence; null: nothing is known',
    ADD COLUMN send_trouble_at   DATETIME(6) NULL COMMENT 'since when',
    ADD COLUMN send_rests_until  DATETIME(6) NULL COMMENT 'nothing is sent before',
    ADD COLUMN send_rest_seconds INT         NOT NULL DEFAULT 0 COMMENT 'the length of that rest; the next is twice as long',
    ADD CONSTRAINT mailbox_rests CHECK (send_rest_seconds >= 0
        AND (send_trouble IS NULL) = (send_rests_until IS NULL)
        AND (send_trouble IS NULL) = (send_trouble_at IS NULL));
