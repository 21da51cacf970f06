-- What prospects wrote, for people to look at, and what people write back. A conversation is what one enrollment has had
-- from its prospect; it is open until somebody has dealt with the newest mail in it. What came before this was kept was
-- looked at in a mail program, and counts as done.

CREATE TABLE conversation (
    enrollment_id BIGINT      NOT NULL PRIMARY KEY,
    mailbox_id    BIGINT      NOT NULL COMMENT 'that got the newest mail, and from which it is answered',
    inbound_id    BIGINT      NOT NULL COMMENT 'the newest mail of theirs',
    received_at   DATETIME(6) NOT NULL COMMENT 'when that came',
    done          BOOLEAN     NOT NULL,
    assignee_id   BIGINT      NULL     COMMENT 'who deals with it; null: whose the mailbox is',
    CONSTRAINT conversation_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    CONSTRAINT conversation_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    CONSTRAINT conversation_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id),
    CONSTRAINT conversation_assignee FOREIGN KEY (assignee_id) REFERENCES person (id),
    INDEX conversation_of_mailbox (mailbox_id, done, received_at, enrollment_id),
    INDEX conversation_of_assignee (assignee_id, done, received_at, enrollment_id),
    INDEX conversation_by_time (done, received_at, enrollment_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO conversation (enrollment_id, mailbox_id, inbound_id, received_at, done)
SELECT i.enrollment_id, i.mailbox_id, i.id, i.received_at, TRUE
FROM inbound i
JOIN (SELECT MAX(id) AS id FROM inbound
      WHERE verdict IN ('reply', 'unsubscribe', 'complaint') AND NOT doubtful AND enrollment_id IS NOT NULL
      GROUP BY enrollment_id) AS newest ON newest.id = i.id;

-- An answer that a person wrote. Like a step's mail it has its Message-ID and exact bytes before the first SMTP command,
-- and is sent at most once; a form that is sent twice has the same token, and makes one answer.
CREATE SEQUENCE answer_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE answer (
    id            BIGINT       NOT NULL PRIMARY KEY,
    enrollment_id BIGINT       NOT NULL,
    inbound_id    BIGINT       NOT NULL COMMENT 'the mail that it answers',
    mailbox_id    BIGINT       NOT NULL,
    person_id     BIGINT       NOT NULL COMMENT 'who wrote it',
    token         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the form that it was written in',
    message_id    VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'without < and >',
    recipient     VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject       VARCHAR(998) NOT NULL,
    text          MEDIUMTEXT   NOT NULL COMMENT 'what was written, without what is quoted below it',
    raw           MEDIUMBLOB   NOT NULL COMMENT 'the exact bytes',
    state         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    written_at    DATETIME(6)  NOT NULL,
    try_at        DATETIME(6)  NOT NULL COMMENT 'goes out with the first run after this',
    claimed_at    DATETIME(6)  NULL     COMMENT 'when the last SMTP dialogue about it began',
    settled_at    DATETIME(6)  NULL     COMMENT 'when the outcome became known',
    settle_by     DATETIME(6)  NULL     COMMENT 'until then a sign of an uncertain one is looked for',
    attempts      INT          NOT NULL DEFAULT 0,
    said          TEXT         NULL     COMMENT 'the last words of the SMTP server',
    lease         BIGINT       NOT NULL DEFAULT 0 COMMENT 'the number of the lease under which it was begun last',
    copy_at       DATETIME(6)  NULL     COMMENT 'when a copy is to be put into Sent; null: none is',
    copy_attempts INT          NOT NULL DEFAULT 0,
    CONSTRAINT answer_once_a_form UNIQUE (token),
    CONSTRAINT answer_message_id UNIQUE (message_id),
    CONSTRAINT answer_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id),
    CONSTRAINT answer_inbound FOREIGN KEY (inbound_id) REFERENCES inbound (id),
    CONSTRAINT answer_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    CONSTRAINT answer_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT answer_state CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'uncertain', 'withdrawn')),
    INDEX answer_to_go (mailbox_id, state, try_at),
    INDEX answer_copy (mailbox_id, copy_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- What waits for somebody in one mailbox, the longest first.
ALTER TABLE enrollment
    ADD INDEX enrollment_of_mailbox (mailbox_id, state, changed_at);
