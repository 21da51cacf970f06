package kadens.sandbox;

/** How a person's mail program lays out an answer; which one somebody has follows from their address. */
enum MailProgram {
    /** Plain text, every quoted line behind "&gt; ". */
    PLAIN,
    /** Text and HTML; the quoted letter behind "&gt; " and in a blockquote. */
    WEB,
    /** Text and HTML; the letter below a rule and a block of its headers, without any mark on its lines. */
    OFFICE;

    static MailProgram of(String address) {
        return values()[Math.floorMod(address.hashCode(), values().length)];
    }
}
