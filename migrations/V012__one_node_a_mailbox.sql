-- Which node works which mailbox. A node keeps its row alive while it runs; time is the database's alone, so that no
-- node's clock matters. Each taking of a mailbox has a higher number: a node that was frozen, and whose mailbox somebody
-- took meanwhile, is known by its lower one.

CREATE TABLE node (
    id    CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    host  VARCHAR(255) NOT NULL,
    until DATETIME(6) NOT NULL COMMENT 'UTC; past it, others take its mailboxes'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE mailbox_lease (
    mailbox_id BIGINT   NOT NULL PRIMARY KEY,
    number     BIGINT   NOT NULL COMMENT 'one higher with each taking',
    node       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: nobody is at it',
    CONSTRAINT mailbox_lease_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- A message is claimed before its turn in the SMTP dialogue comes, and sending from the first command on: what was only
-- claimed when its node ended is known to be unsent.
ALTER TABLE message
    ADD COLUMN lease BIGINT NOT NULL DEFAULT 0 COMMENT 'the number of the lease under which it was claimed last',
    DROP CONSTRAINT message_state,
    ADD CONSTRAINT message_state CHECK (state IN ('claimed', 'sending', 'sent', 'deferred', 'refused', 'uncertain'));
