-- What decides when a step goes out, beside its delay: the organization's own rules, its days off, the absences of its
-- people, and more limits a mailbox.

CREATE TABLE organization (
    id                  TINYINT      NOT NULL PRIMARY KEY,
    country             CHAR(2)      NULL COMMENT 'ISO 3166-1 alpha-2; whose public holidays count where a prospect has no country',
    send_window         VARCHAR(200) NULL COMMENT 'where step, cadence and mailbox have none; null: mon-fri 09:00-17:00',
    company_cap         INT          NULL COMMENT 'mails to one company in any 24 hours; null: no cap',
    domain_cap          INT          NULL COMMENT 'mails to one recipient domain in any 24 hours; null: no cap',
    company_active_max  INT          NULL COMMENT 'ongoing enrollments a company; null: no limit',
    again_days          INT          NOT NULL DEFAULT 90 COMMENT 'not again in the same cadence within so many days',
    touch_days          INT          NOT NULL DEFAULT 0 COMMENT 'days between the last mail of one cadence and the first of another',
    CONSTRAINT organization_is_one CHECK (id = 1),
    CONSTRAINT organization_rules CHECK (company_cap > 0 AND domain_cap > 0 AND company_active_max > 0
        AND again_days >= 0 AND touch_days >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO organization (id) VALUES (1);

CREATE TABLE day_off (
    day  DATE         NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE absence_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE absence (
    id        BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL,
    first_day DATE   NOT NULL,
    last_day  DATE   NOT NULL COMMENT 'inclusive',
    CONSTRAINT absence_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT absence_ends_after_it_begins CHECK (last_day >= first_day),
    INDEX absence_of_a_person (person_id, last_day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE person
    ADD COLUMN left_at DATETIME(6) NULL COMMENT 'whose mailboxes send nothing more; null: still here';

ALTER TABLE mailbox
    ADD COLUMN send_window         VARCHAR(200) NULL COMMENT 'where step and cadence have none; null: the organization''s',
    ADD COLUMN per_minute_max      INT          NULL COMMENT 'mails in any 60 seconds; null: no limit',
    ADD COLUMN openers_per_day_max INT          NULL COMMENT 'first mails of enrollments in any 24 hours; null: no limit',
    ADD COLUMN disconnected_at     DATETIME(6)  NULL COMMENT 'neither read nor sent from since; null: connected',
    ADD COLUMN ran_at              DATETIME(6)  NULL COMMENT 'when it last read and could send; what came due since is late',
    ADD CONSTRAINT mailbox_more_limits CHECK (per_minute_max > 0 AND openers_per_day_max > 0);
