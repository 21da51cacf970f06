-- Reports answer at once however many mails there are. What came of each enrollment is kept beside it, and what was sent
-- is kept as sums a day. Both are read from the mails themselves, again wherever something changed since the last look;
-- deleting these rows loses nothing.

CREATE TABLE mail_result (
    enrollment_id BIGINT       NOT NULL PRIMARY KEY,
    message_id    BIGINT       NOT NULL COMMENT 'the mail that it counts for',
    outcome       TINYINT      NOT NULL COMMENT 'the place in Tally.Outcome; 5: nothing but a call back',
    booked        BOOLEAN      NOT NULL COMMENT 'a meeting was booked, or they were called back',
    day           DATE         NOT NULL COMMENT 'when the mail went out, in the organization''s time zone',
    minutes       INT          NOT NULL COMMENT 'from then until the answer came',
    mailbox_id    BIGINT       NOT NULL,
    cadence       VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    step_key      VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    variant       CHAR(1)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CONSTRAINT mail_result_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id) ON DELETE CASCADE,
    INDEX mail_result_when (day, mailbox_id, cadence, step_key, variant, outcome, booked, minutes)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- The same mails four times over, so that no question adds up more rows than its answer needs.
CREATE TABLE mail_day (
    grain      VARCHAR(7)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what is told apart within a day and cadence',
    day        DATE         NOT NULL COMMENT 'in the organization''s time zone',
    mailbox_id BIGINT       NOT NULL COMMENT '0 where mailboxes are not told apart',
    cadence    VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    step_key   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'empty where steps are not told apart',
    variant    VARCHAR(1)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enrolled   INT          NOT NULL,
    sent       INT          NOT NULL COMMENT 'left, or were refused for good',
    unsubscribed INT        NOT NULL COMMENT 'this and the next are what came of them, as in Tally.Outcome',
    positive   INT          NOT NULL,
    negative   INT          NOT NULL,
    other      INT          NOT NULL,
    bounced    INT          NOT NULL,
    refused    INT          NOT NULL COMMENT 'by the server while they were handed over; these are not among the bounced',
    booked     INT          NOT NULL,
    PRIMARY KEY (grain, day, mailbox_id, cadence, step_key, variant),
    CONSTRAINT mail_day_grain CHECK (grain IN ('all', 'step', 'mailbox', 'both')),
    INDEX mail_day_of_mailbox (grain, mailbox_id, day, cadence, step_key, variant, enrolled, sent, unsubscribed, positive,
        negative, other, bounced, refused, booked)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- What is to be counted, and up to which moment changes have been looked for.
CREATE TABLE result_due (
    enrollment_id BIGINT NOT NULL PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE day_due (
    day DATE NOT NULL PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE counted (
    id    TINYINT     NOT NULL PRIMARY KEY,
    until DATETIME(6) NOT NULL,
    CONSTRAINT counted_once CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- A day of mails, of enrollments and of what came in, without passing by the bytes of the mails; and what was read since.
ALTER TABLE message
    ADD INDEX message_when (claimed_at, mailbox_id, cadence, step_key, variant, state);
ALTER TABLE enrollment
    ADD INDEX enrollment_when (enrolled_at, mailbox_id, cadence);
ALTER TABLE inbound
    ADD INDEX inbound_when (received_at, mailbox_id, verdict, outcome, doubtful, enrollment_id),
    ADD INDEX inbound_since (read_at, enrollment_id, answers);
