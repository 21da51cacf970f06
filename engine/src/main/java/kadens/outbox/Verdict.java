package kadens.outbox;

/** What a reply of an SMTP server, or that none came, means for the mail. */
enum Verdict {
    ACCEPTED,
    /** There is no such recipient, beyond doubt. */
    BAD_ADDRESS,
    /** This mail is refused for good. */
    REFUSED,
    /** This mail may be tried again. */
    LATER,
    /** The server won't have us: the login, the account, the sender's address. */
    NOT_WELCOME,
    /** The account has sent what it may. */
    LIMIT,
    /** The server does not work now. */
    DOWN,
    /** It may have been accepted. */
    UNKNOWN
}
