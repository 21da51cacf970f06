-- Lists that people upload on the pages, what became of each row, and what an import has to know to be taken back; and
-- whom somebody has chosen to enroll, with what came of each. Everything long is done in the background: what is done so
-- far stands here, so that a page can be left and come back to, and a node that dies leaves nothing unsaid.

CREATE SEQUENCE upload_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE upload (
    id          BIGINT       NOT NULL PRIMARY KEY,
    person_id   BIGINT       NOT NULL COMMENT 'who uploaded it, and whose sight the import has',
    file_name   VARCHAR(200) NOT NULL COMMENT 'to show; never a path',
    bytes       BIGINT       NOT NULL,
    headed      BOOLEAN      NOT NULL COMMENT 'whether its first line names the columns',
    meanings    TEXT         NOT NULL COMMENT 'a JSON array: the field of each column, - for one left out',
    owner_id    BIGINT       NULL COMMENT 'whose the new prospects become; null: shared by all',
    updates     BOOLEAN      NOT NULL COMMENT 'whether prospects that are known already are changed',
    state       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_count   BIGINT       NOT NULL COMMENT 'rows looked at so far',
    bytes_read  BIGINT       NOT NULL,
    line_done   BIGINT       NOT NULL COMMENT 'everything up to this line is stored',
    created     BIGINT       NOT NULL,
    updated     BIGINT       NOT NULL,
    unchanged   BIGINT       NOT NULL,
    refused     BIGINT       NOT NULL,
    trouble     TEXT         NULL COMMENT 'why it broke off or can not be read',
    uploaded_at DATETIME(6)  NOT NULL,
    started_at  DATETIME(6)  NULL,
    ended_at    DATETIME(6)  NULL,
    undone_at   DATETIME(6)  NULL,
    beat_at     DATETIME(6)  NULL COMMENT 'by the database''s clock: the last sign of the node that works on it',
    CONSTRAINT upload_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT upload_owner FOREIGN KEY (owner_id) REFERENCES person (id),
    CONSTRAINT upload_state CHECK (state IN
        ('uploaded', 'checking', 'checked', 'importing', 'imported', 'interrupted', 'undoing', 'undone')),
    INDEX upload_of_person (person_id, id),
    INDEX upload_state (state, beat_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- The file itself, so that any node can go on with it; kept until nothing of it is needed, or a month.
CREATE TABLE upload_piece (
    upload_id BIGINT     NOT NULL,
    number    INT        NOT NULL,
    content   MEDIUMBLOB NOT NULL,
    PRIMARY KEY (upload_id, number),
    CONSTRAINT upload_piece_upload FOREIGN KEY (upload_id) REFERENCES upload (id)
) ENGINE = InnoDB;

CREATE SEQUENCE upload_refusal_seq START WITH 1 INCREMENT BY 500;

CREATE TABLE upload_refusal (
    id          BIGINT        NOT NULL PRIMARY KEY,
    upload_id   BIGINT        NOT NULL,
    line        BIGINT        NOT NULL,
    column_name TEXT          NOT NULL COMMENT 'empty where the row as a whole is wrong',
    value       TEXT          NOT NULL,
    reason      TEXT          NOT NULL,
    CONSTRAINT upload_refusal_upload FOREIGN KEY (upload_id) REFERENCES upload (id),
    INDEX upload_refusal_line (upload_id, line, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- A prospect that an import made, or what a prospect was before an import changed it. Of the prospect it is not part: it
-- may be gone since.
CREATE TABLE upload_row (
    upload_id   BIGINT       NOT NULL,
    prospect_id BIGINT       NOT NULL,
    created     BOOLEAN      NOT NULL,
    changed_at  DATETIME(6)  NOT NULL COMMENT 'when the import wrote it: another time there, and somebody has changed it since',
    account_id  BIGINT       NULL,
    first_name  VARCHAR(100) NULL,
    last_name   VARCHAR(100) NULL,
    title       VARCHAR(200) NULL,
    phone       VARCHAR(50)  NULL,
    time_zone   VARCHAR(50)  NULL,
    country     CHAR(2)      NULL,
    language    VARCHAR(20)  NULL,
    fields      TEXT         NULL,
    outcome     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what taking it back came to',
    PRIMARY KEY (upload_id, prospect_id),
    CONSTRAINT upload_row_upload FOREIGN KEY (upload_id) REFERENCES upload (id),
    CONSTRAINT upload_row_outcome CHECK (outcome IN
        ('removed', 'restored', 'gone', 'enrolled', 'changed', 'not-yours', 'in-use'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE selection_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE selection (
    id         BIGINT       NOT NULL PRIMARY KEY,
    person_id  BIGINT       NOT NULL COMMENT 'who chose',
    unknown    TEXT         NOT NULL COMMENT 'a JSON array: addresses that were typed and belong to nobody we know',
    left_out   BIGINT       NOT NULL COMMENT 'how many were asked for that are not there, or not seen by who chose',
    cadence    VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    mailboxes  TEXT         NULL COMMENT 'a JSON array: the ids of those that take turns',
    again      BOOLEAN      NOT NULL COMMENT 'whether those may go once more who have been through it too recently',
    state      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    trouble    TEXT         NULL,
    chosen_at  DATETIME(6)  NOT NULL,
    started_at DATETIME(6)  NULL,
    ended_at   DATETIME(6)  NULL,
    beat_at    DATETIME(6)  NULL COMMENT 'by the database''s clock: the last sign of the node that works on it',
    CONSTRAINT selection_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT selection_state CHECK (state IN ('chosen', 'enrolling', 'enrolled', 'interrupted')),
    INDEX selection_state (state, beat_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE selected (
    selection_id  BIGINT NOT NULL,
    prospect_id   BIGINT NOT NULL,
    enrollment_id BIGINT NULL,
    reason        TEXT   NULL COMMENT 'why they were not enrolled, or are held at once, as a sentence',
    done          BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (selection_id, prospect_id),
    CONSTRAINT selected_selection FOREIGN KEY (selection_id) REFERENCES selection (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
