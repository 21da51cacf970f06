package kadens.cli;

import kadens.enrollment.HandingOver;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;

/** What waits at a mailbox from which nothing is sent any more. */
record Waiting(String address, HandingOver.Ongoing ongoing) {

    static Waiting of(Engine engine, Mailbox mailbox) {
        return new Waiting(
                mailbox.address(),
                engine.database().transact(session -> engine.handingOver().of(session, mailbox.id())));
    }

    long all() {
        return (long) ongoing.untouched().size() + midWay();
    }

    long midWay() {
        return (long) ongoing.midWay().size() + ongoing.beingSent().size();
    }

    /** How many, and what to do about them. */
    String words() {
        return all() == 0
                ? "no enrollment waits."
                : "%d %s, %d of them mid-way. Hand them over with: kadens hand-over %s ADDRESS…%s"
                        .formatted(
                                all(),
                                all() == 1 ? "enrollment waits" : "enrollments wait",
                                midWay(),
                                address,
                                midWay() == 0 ? "" : " (and --mid-way)");
    }
}
