-- Always empty. To find out whether the database takes anything new, 'status' writes a row here and takes it back: a server
-- that is read-only or has no room left answers every question as if it were well. The row stays within its page: MariaDB
-- ends itself where it finds no room to take back a larger value ("Out of disk space in rollback", seen with 11.4).

CREATE TABLE write_trial (
    id     BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    filler VARCHAR(7000) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii;
