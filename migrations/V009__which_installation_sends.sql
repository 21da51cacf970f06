-- The clone fence: which installation may send from this database, so that a restored copy of it does not.
--
-- MariaDB itself stamps the one row of birthmark with the time of its INSERT (ROW_START), and takes that time from
-- nobody: loading a dump, into this schema or another, on this server or another, gives another birthmark, while
-- restarts, upgrades, another address and a new container on the same volume keep it. A server's own identity
-- (@@server_uid, @@hostname) is no use for this: it hangs on network card, port and container.

CREATE TABLE birthmark (
    id TINYINT NOT NULL PRIMARY KEY,
    CONSTRAINT birthmark_is_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 WITH SYSTEM VERSIONING;

INSERT INTO birthmark (id) VALUES (1);

CREATE TABLE installation (
    id          TINYINT       NOT NULL PRIMARY KEY,
    identity    CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the installation that may send',
    place       VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'where its files lie, which copies of them do not share',
    schema_name VARCHAR(64)   NOT NULL COMMENT 'the database in which it was allowed to',
    birthmark   DECIMAL(20,6) NOT NULL COMMENT 'of that database',
    permit      CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'another one for each time that sending was allowed',
    since       DATETIME(6)   NOT NULL,
    host        VARCHAR(255)  NOT NULL COMMENT 'the machine from which it was allowed',
    CONSTRAINT installation_is_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
