-- One prospect going through one cadence from one mailbox. The generated column makes "one active enrollment a prospect"
-- a rule of the database: it is null for enrollments that have ended, and unique among the rest.

CREATE SEQUENCE enrollment_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE enrollment (
    id                BIGINT       NOT NULL PRIMARY KEY,
    prospect_id       BIGINT       NOT NULL,
    mailbox_id        BIGINT       NOT NULL,
    cadence           VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    state             VARCHAR(10)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    stop_reason       VARCHAR(20)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reason            TEXT         NULL COMMENT 'why the state is what it is, as a sentence',
    step_key          VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'the step to come',
    due_at            DATETIME(6)  NULL COMMENT 'when that step goes out, by the planner',
    plan              TEXT         NULL COMMENT 'the ordered reasons for due_at, as sentences',
    resume_at         DATETIME(6)  NULL COMMENT 'when a pause ends by itself',
    last_step_key     VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    last_step_at      DATETIME(6)  NULL COMMENT 'when the step before was really sent or done',
    seed              BIGINT       NOT NULL COMMENT 'makes jitter repeatable',
    unsubscribe_token VARCHAR(43)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    enrolled_at       DATETIME(6)  NOT NULL,
    changed_at        DATETIME(6)  NOT NULL,
    version           INT          NOT NULL,
    active_prospect_id BIGINT AS (IF(state IN ('active', 'waiting', 'paused', 'held'), prospect_id, NULL)) VIRTUAL,
    CONSTRAINT enrollment_one_active_a_prospect UNIQUE (active_prospect_id),
    CONSTRAINT enrollment_unsubscribe_token UNIQUE (unsubscribe_token),
    CONSTRAINT enrollment_prospect FOREIGN KEY (prospect_id) REFERENCES prospect (id),
    CONSTRAINT enrollment_mailbox FOREIGN KEY (mailbox_id) REFERENCES mailbox (id),
    CONSTRAINT enrollment_state CHECK (state IN ('active', 'waiting', 'paused', 'held', 'finished', 'stopped')),
    CONSTRAINT enrollment_stopped_for_a_reason CHECK ((state = 'stopped') = (stop_reason IS NOT NULL)),
    CONSTRAINT enrollment_active_has_a_time CHECK (state <> 'active' OR (due_at IS NOT NULL AND step_key IS NOT NULL)),
    INDEX enrollment_due (mailbox_id, state, due_at),
    INDEX enrollment_resume (state, resume_at),
    INDEX enrollment_cadence (cadence, state)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- A call or task step that a person does.
CREATE SEQUENCE task_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE task (
    id            BIGINT       NOT NULL PRIMARY KEY,
    enrollment_id BIGINT       NOT NULL,
    step_key      VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    type          VARCHAR(10)  NOT NULL,
    title         VARCHAR(200) NOT NULL,
    instructions  TEXT         NULL,
    opened_at     DATETIME(6)  NOT NULL,
    done_at       DATETIME(6)  NULL,
    CONSTRAINT task_once_a_step UNIQUE (enrollment_id, step_key),
    CONSTRAINT task_enrollment FOREIGN KEY (enrollment_id) REFERENCES enrollment (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
