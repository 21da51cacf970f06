-- Who uses the pages, as what, and what they did there. A person signs in with a password or through the organization's
-- identity provider; of a session and of a one-time link only the SHA-256 is kept, so that a copy of the database opens
-- nothing.

CREATE SEQUENCE team_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE team (
    id   BIGINT       NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    CONSTRAINT team_name UNIQUE (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE person
    ADD COLUMN role          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'rep',
    ADD COLUMN team_id       BIGINT       NULL,
    ADD COLUMN password      VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'Argon2id; null: has none yet',
    ADD COLUMN openid_subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'who they are to the identity provider',
    ADD COLUMN language      CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the pages, en or nb; null: as the browser says',
    ADD CONSTRAINT person_role CHECK (role IN ('admin', 'manager', 'rep', 'marketing')),
    ADD CONSTRAINT person_team FOREIGN KEY (team_id) REFERENCES team (id),
    ADD CONSTRAINT person_openid_subject UNIQUE (openid_subject);

-- A prospect that is nobody's is everybody's.
ALTER TABLE prospect
    ADD COLUMN owner_id BIGINT NULL COMMENT 'the person whose prospect it is; null: shared by all',
    ADD CONSTRAINT prospect_owner FOREIGN KEY (owner_id) REFERENCES person (id);

CREATE TABLE signed_in (
    token      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'SHA-256 of what the cookie holds',
    person_id  BIGINT       NOT NULL,
    since      DATETIME(6)  NOT NULL,
    seen_at    DATETIME(6)  NOT NULL,
    browser    VARCHAR(300) NOT NULL,
    CONSTRAINT signed_in_person FOREIGN KEY (person_id) REFERENCES person (id),
    INDEX signed_in_seen (seen_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE one_time_link (
    token      CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT 'SHA-256 of what the link holds',
    person_id  BIGINT      NULL COMMENT 'who sets a password with it; null: whoever comes first becomes the admin',
    expires_at DATETIME(6) NOT NULL,
    CONSTRAINT one_time_link_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- Wrong passwords, so that guessing is slow on all nodes together.
CREATE TABLE wrong_password (
    id    BIGINT       NOT NULL PRIMARY KEY AUTO_INCREMENT,
    email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    place VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the network address it came from',
    at    DATETIME(6)  NOT NULL,
    INDEX wrong_password_by_email (email, at),
    INDEX wrong_password_by_place (place, at),
    INDEX wrong_password_at (at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE audit_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE audit (
    id        BIGINT      NOT NULL PRIMARY KEY,
    at        DATETIME(6) NOT NULL,
    person_id BIGINT      NULL COMMENT 'who did it; null: somebody who was not signed in, or the command line',
    sentence  TEXT        NOT NULL COMMENT 'what was done, as key and values',
    CONSTRAINT audit_person FOREIGN KEY (person_id) REFERENCES person (id),
    INDEX audit_at (at),
    INDEX audit_of_person (person_id, at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
