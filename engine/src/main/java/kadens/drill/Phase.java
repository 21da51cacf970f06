package kadens.drill;

/** Where a conversation with the scripted SMTP server stands; in the order of RFC 5321, 3. */
enum Phase {
    GREETING,
    HELLO,
    MAIL,
    RCPT,
    DATA,
    /** Half of the mail has come. */
    BODY,
    /** The final dot has come; the server has not taken the mail. */
    DOT,
    /** The server has taken the mail, and not said so. */
    TAKEN,
    /** The server has said so. */
    ANSWERED
}
