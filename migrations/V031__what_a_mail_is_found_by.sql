-- An enrollment has a handful of mails: message_once_a_step finds them. Each mail is written into one index less, at a place
-- of its own in it, and moved in it once more when it is sent.
ALTER TABLE message DROP INDEX message_before;
