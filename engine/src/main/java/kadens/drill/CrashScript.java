package kadens.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kadens.sandbox.PostOffice;
import org.jspecify.annotations.Nullable;

/** Carries a crash plan out while the SMTP server talks. Nothing happens before there is a fleet. */
final class CrashScript implements Script {

    /** So far may blows be behind the mails before new mails wait for them. */
    private static final int BEHIND_MAX = 30;

    private static final long LOOK_NANOS = 20_000_000;
    private static final int LOOKS_MAX = 100;

    private final Agenda<CrashPlan.Blow> blows;
    private final Agenda<CrashPlan.Failing> failings;
    private final Receipts receipts;
    private final PostOffice post;
    private final ReentrantLock striking = new ReentrantLock();
    private volatile @Nullable Fleet fleet;

    CrashScript(CrashPlan plan, Receipts receipts, PostOffice post) {
        this.blows = new Agenda<>(plan.blows(), CrashPlan.Blow::at);
        this.failings = new Agenda<>(plan.failings(), CrashPlan.Failing::at);
        this.receipts = receipts;
        this.post = post;
    }

    void against(Fleet fleet) {
        this.fleet = fleet;
    }

    int blowsToCome() {
        return blows.open();
    }

    int failingsToCome() {
        return failings.open();
    }

    @Override
    public Fault at(Moment moment) throws InterruptedException {
        if (moment.phase() == Phase.MAIL) {
            keepPace(moment.mail());
        }
        var target = fleet;
        var blow = blows.take(moment.mail(), each -> each.phase() == moment.phase());
        if (blow.isPresent() && target != null) {
            strike(target, blow.get(), moment.clientPort());
        }
        return failings.take(moment.mail(), each -> each.phase() == moment.phase())
                .map(CrashPlan.Failing::fault)
                .orElse(Fault.NONE);
    }

    /** Like servers that file what they take: the copy in Sent is the sign that settles an uncertain mail. */
    @Override
    public void taken(Taken mail) {
        receipts.add(mail);
        post.file(mail.bytes(), mail.sender(), "Sent", true);
    }

    /** A moment, not longer: a blow may wait for a phase that comes with another connection. */
    private void keepPace(long mail) throws InterruptedException {
        for (int i = 0; i < LOOKS_MAX && blows.behind(mail - BEHIND_MAX) > 0; i++) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void strike(Fleet target, CrashPlan.Blow blow, int clientPort) throws InterruptedException {
        striking.lockInterruptibly();
        try {
            target.strike(blow, clientPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            striking.unlock();
        }
    }
}
