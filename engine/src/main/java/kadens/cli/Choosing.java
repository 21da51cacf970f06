package kadens.cli;

import java.util.List;
import java.util.Locale;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.run.Engine;
import org.hibernate.StatelessSession;

/** Which mailboxes a command means, refused where one can't do what is asked of it. */
final class Choosing {

    private final Engine engine;

    Choosing(Engine engine) {
        this.engine = engine;
    }

    /** The mailbox with this address. */
    Mailbox any(StatelessSession session, String address) {
        return engine.mailboxes()
                .byAddress(session, address)
                .orElseThrow(() -> new Refusal(
                        "There is no mailbox " + address + ". 'kadens mailbox list' shows those there are."));
    }

    /** The mailbox with this address, which may send. */
    Mailbox sending(StatelessSession session, String address) {
        var mailbox = any(session, address);
        Mailboxes.mayNotSend(session, mailbox).ifPresent(why -> {
            throw new Refusal(why + ". Name another mailbox, or " + remedy(mailbox) + " first.");
        });
        return mailbox;
    }

    /** Those with these addresses, each once; where none is named, the only one that may send. */
    List<Mailbox> among(List<String> addresses) {
        return engine.database()
                .transact(session -> addresses.isEmpty()
                        ? List.of(theOnlyOne(session))
                        : addresses.stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .distinct()
                                .map(address -> sending(session, address))
                                .toList());
    }

    private Mailbox theOnlyOne(StatelessSession session) {
        var all = engine.mailboxes().all(session);
        if (all.isEmpty()) {
            throw new Refusal("There is no mailbox to send from."
                    + " Add one with: kadens mailbox add ADDRESS --name NAME --smtp URL --imap URL");
        }
        var sending = all.stream()
                .filter(mailbox -> Mailboxes.mayNotSend(session, mailbox).isEmpty())
                .toList();
        if (sending.isEmpty()) {
            return sending(session, all.getFirst().address());
        }
        if (sending.size() > 1) {
            throw new Refusal("There are several mailboxes. Say which with --mailbox: "
                    + String.join(", ", sending.stream().map(Mailbox::address).toList()));
        }
        return sending.getFirst();
    }

    private static String remedy(Mailbox mailbox) {
        return mailbox.disconnectedAt() == null
                ? "have its owner back with 'kadens person back'"
                : "connect it with 'kadens mailbox connect " + mailbox.address() + "'";
    }
}
