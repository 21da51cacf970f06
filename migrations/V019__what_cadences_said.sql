-- What each cadence said, from one change to the next: so that people see what a change does to whom, and a step whose key
-- changes is known as the step that it was.

CREATE TABLE cadence_snapshot (
    cadence  VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    number   INT         NOT NULL COMMENT 'from 1; two nodes that see the same change at once can not both store it',
    taken_at DATETIME(6) NOT NULL,
    digest   CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contents LONGTEXT    NOT NULL COMMENT 'JSON: the steps in their order, down to the words of their emails',
    PRIMARY KEY (cadence, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE step_alias (
    cadence   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    old_key   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    new_key   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    since     DATETIME(6) NOT NULL,
    ended_at  DATETIME(6) NULL COMMENT 'when one of the keys came back for another step: what was sent since is no sign of the other',
    PRIMARY KEY (cadence, old_key, new_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
