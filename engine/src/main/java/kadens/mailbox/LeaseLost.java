package kadens.mailbox;

/** Another node has taken the mailbox over: whoever was at it ends without writing anything more. */
public final class LeaseLost extends RuntimeException {

    LeaseLost(Mailbox mailbox) {
        super("another node has taken " + mailbox.address() + " over");
    }
}
