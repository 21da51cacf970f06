-- Which of a step's texts a mail was made of, and of what. With the exact bytes, which are kept already, any mail can be
-- shown as it was and told why it read so; results are counted by variant.

ALTER TABLE message
    ADD COLUMN variant      CHAR(1)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'a',
    ADD COLUMN language     VARCHAR(35) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'BCP 47; null: written before this was kept',
    ADD COLUMN written_with TEXT        NULL COMMENT 'the values that the template saw, as JSON; null: written before this was kept',
    ADD CONSTRAINT message_variant CHECK (variant BETWEEN 'a' AND 'z');
