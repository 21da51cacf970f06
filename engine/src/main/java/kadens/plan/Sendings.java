package kadens.plan;

import java.time.Instant;

/** What has left so far in one respect: from a mailbox, or to a company. */
public interface Sendings {

    /** How many left later than the instant. */
    int countAfter(Instant instant);

    /** When the n-th newest left, the newest being the first; asked only where so many have left. */
    Instant newest(int n);
}
