package kadens.drill;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** An SMTP server that takes everything, and knows in which run of its mailbox each mail came. */
final class RaceScript implements Script {

    private record Arrival(Taken mail, int run) {}

    private final Receipts receipts;
    private final Runs runs;
    private final Map<Letter, Arrival> first = new ConcurrentHashMap<>();
    private final Map<String, Runnable> whileSending = new ConcurrentHashMap<>();

    RaceScript(Receipts receipts, Runs runs) {
        this.receipts = receipts;
        this.runs = runs;
    }

    /** Something to do when a mail to this recipient is being handed over the next time. */
    void whileSending(String recipient, Runnable task) {
        whileSending.put(recipient, task);
    }

    @Override
    public Fault at(Moment moment) {
        var recipient = moment.recipient();
        if (moment.phase() == Phase.RCPT && recipient != null) {
            var task = whileSending.remove(recipient);
            if (task != null) {
                task.run();
            }
        }
        return Fault.NONE;
    }

    @Override
    public void taken(Taken mail) {
        receipts.add(mail);
        first.putIfAbsent(mail.letter(), new Arrival(mail, runs.begun(mail.sender())));
    }

    Optional<Taken> mail(Letter letter) {
        return Optional.ofNullable(first.get(letter)).map(Arrival::mail);
    }

    /** The run of its mailbox in which it came, counted from 1; empty where it did not come. */
    OptionalInt run(Letter letter) {
        var arrival = first.get(letter);
        return arrival == null ? OptionalInt.empty() : OptionalInt.of(arrival.run());
    }
}
