-- A server that throttles us or refuses the login is not asked again each minute. Reading rests, longer each time, and
-- nothing is sent meanwhile; kept here, so that another node keeps to it.

ALTER TABLE mailbox
    ADD COLUMN read_rests_until  DATETIME(6) NULL COMMENT 'the inbox is not read before; null: it need not rest',
    ADD COLUMN read_rest_seconds INT         NOT NULL DEFAULT 0 COMMENT 'the length of that rest; the next is twice as long',
    ADD CONSTRAINT mailbox_reading_rests CHECK (read_rest_seconds >= 0);
