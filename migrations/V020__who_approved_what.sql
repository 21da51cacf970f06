-- A cadence may send only what somebody approved who may do so. What is approved is the contents of a step, by a name that
-- changes with them; it stays approved when the person leaves, for they were asked then.

ALTER TABLE person
    ADD COLUMN approves BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether they may approve what cadences send';

CREATE TABLE approval (
    cadence     VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    step_key    VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    version     CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person_id   BIGINT       NOT NULL,
    approved_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (cadence, step_key, version),
    CONSTRAINT approval_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
