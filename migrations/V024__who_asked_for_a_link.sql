-- Whoever forgot the password asks for a link, which is mailed. Each asking is counted, for an address that nobody has as
-- for any other, so that nobody fills somebody's inbox; on all nodes together, as wrong passwords are.
CREATE TABLE link_asked (
    id    BIGINT       NOT NULL PRIMARY KEY AUTO_INCREMENT,
    email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    place VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the network address it came from',
    at    DATETIME(6)  NOT NULL,
    INDEX link_asked_by_email (email, at),
    INDEX link_asked_by_place (place, at),
    INDEX link_asked_at (at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
