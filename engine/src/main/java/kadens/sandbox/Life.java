package kadens.sandbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** One sample person at their inbox: reads what is new, makes up their mind once for each letter, acts when it is time. */
final class Life {
    private static final Duration WARNS_AFTER = Duration.ofHours(4);
    private static final Duration GIVES_UP_AFTER = Duration.ofDays(2);
    private static final int MACHINE_ANSWERS_WITHIN_SECONDS = 20;

    private final Person person;
    private final Correspondent self;
    private final PostOffice office;
    private final Consumer<URI> oneClick;
    /** Seeded by the address, so that each run of the sandbox shows the same people. */
    private final Random random;

    private final List<Deed> intended = new ArrayList<>();
    private final Set<String> toldThatAway = new HashSet<>();
    private long readUpTo;
    private int lettersRead;

    Life(Person person, PostOffice office, Consumer<URI> oneClick) {
        this.person = person;
        this.self = Correspondent.of(person);
        this.office = office;
        this.oneClick = oneClick;
        this.random = new Random(person.email().hashCode());
    }

    /** What somebody will do about a letter: whose inbox it is in, its UID there, and when. */
    private record Deed(String inbox, long uid, Instant at, Act act) {}

    private interface Act {
        void at(Instant now) throws MessagingException, IOException;
    }

    Person person() {
        return person;
    }

    /** Everybody who writes in this person's life: they themselves, also at another address, and a colleague. */
    List<Correspondent> correspondents() {
        return switch (person.behaviour()) {
            case Behaviour.AnswersFromElsewhere(var _, String address, var _) ->
                List.of(self, self.at(address, self.name()));
            case Behaviour.ForwardsToColleague(var _, String address, String name, var _) ->
                List.of(self, self.at(address, name));
            default -> List.of(self);
        };
    }

    /** Reads what is new and does what is due. A deed that fails is not tried again. */
    synchronized void live(Instant now) throws MessagingException, IOException {
        read(Long.MAX_VALUE);
        for (Optional<Deed> due = firstDue(now); due.isPresent(); due = firstDue(now)) {
            intended.remove(due.get());
            due.get().act().at(now);
        }
    }

    /** The visitor's answer in this person's place, instead of what they themselves meant to do about that letter. */
    synchronized void answer(String address, long uid, String text, Instant now)
            throws MessagingException, IOException {
        Correspondent writer = correspondents().stream()
                .filter(somebody -> somebody.address().equalsIgnoreCase(address))
                .findFirst()
                .orElseThrow();
        Arrival letter = office.arrivals(address, uid - 1).stream()
                .filter(arrival -> arrival.uid() == uid)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no letter " + uid + " in the inbox of " + address));
        if (writer.equals(self)) {
            read(uid);
        }
        intended.removeIf(deed -> deed.uid() == uid && deed.inbox().equals(writer.address()));
        send(writer, new Letters(writer).answer(letter, text, now, messageId(writer)));
    }

    private void read(long upTo) throws MessagingException {
        for (Arrival letter : office.arrivals(person.email(), readUpTo)) {
            if (letter.uid() <= upTo) {
                readUpTo = letter.uid();
                consider(letter);
            }
        }
    }

    private void consider(Arrival letter) throws MessagingException {
        if (!person.behaviour().keepsLetters()) {
            office.discard(person.email(), letter.uid());
        }
        Optional<String> sender = letter.machinesAnswerTo();
        if (sender.isPresent()) {
            lettersRead++;
            decide(letter, sender.get());
        }
    }

    private void decide(Arrival letter, String sender) {
        switch (person.behaviour()) {
            case Behaviour.Silent() -> {}
            case Behaviour.Answers(var cue, String text) -> on(cue, letter, now -> reply(self, letter, text, now));
            case Behaviour.AsksToBeRemoved(var cue, String text) ->
                on(cue, letter, now -> reply(self, letter, text, now));
            case Behaviour.AnswersFromElsewhere(var cue, var _, String text) ->
                on(cue, letter, now -> reply(correspondents().getLast(), letter, text, now));
            case Behaviour.ForwardsToColleague(var cue, var _, var _, String text) ->
                on(cue, letter, now -> forward(letter, text, cue.delay(), now));
            case Behaviour.ClicksUnsubscribe(var cue) -> on(cue, letter, _ -> unsubscribe(letter));
            case Behaviour.OutOfOffice(int days, String text) -> {
                if (toldThatAway.add(sender)) {
                    intend(letter, soon(), now -> tellThatAway(letter, sender, days, text, now));
                }
            }
            case Behaviour.Bounces() -> intend(letter, soon(), now -> bounce(Bounce.NO_SUCH_USER, letter, sender, now));
            case Behaviour.MailboxFull() -> {
                intend(letter, WARNS_AFTER, now -> bounce(Bounce.STILL_FULL, letter, sender, now));
                intend(letter, GIVES_UP_AFTER, now -> bounce(Bounce.GAVE_UP_FULL, letter, sender, now));
            }
        }
    }

    private void on(Behaviour.Cue cue, Arrival letter, Act act) {
        if (lettersRead == cue.letter()) {
            intend(letter, cue.delay(), act);
        }
    }

    private void intend(Arrival letter, Duration after, Act act) {
        intended.add(new Deed(person.email(), letter.uid(), letter.at().plus(after), act));
    }

    private void reply(Correspondent writer, Arrival letter, String text, Instant now)
            throws MessagingException, IOException {
        send(writer, new Letters(writer).answer(letter, text, now, messageId(writer)));
    }

    private void forward(Arrival letter, String answer, Duration colleagueTakes, Instant now)
            throws MessagingException, IOException {
        Correspondent colleague = correspondents().getLast();
        MimeMessage forwarded = new Letters(self).forward(letter, colleague.address(), now, messageId(self));
        long uid = send(self, forwarded);
        Act act = later ->
                send(colleague, new Letters(colleague).answer(letter, forwarded, answer, later, messageId(colleague)));
        intended.add(new Deed(colleague.address(), uid, now.plus(colleagueTakes), act));
    }

    private void unsubscribe(Arrival letter) throws MessagingException, IOException {
        String address = letter.letter().listUnsubscribe();
        if (address != null) {
            oneClick.accept(URI.create(address));
        }
    }

    private void tellThatAway(Arrival letter, String sender, int days, String text, Instant now)
            throws MessagingException, IOException {
        send(self, new Letters(self).outOfOffice(letter, sender, days, text, now, messageId(self)));
    }

    private void bounce(Bounce report, Arrival letter, String sender, Instant now) throws MessagingException {
        office.deliver(report.of(letter, self, sender, now, messageId(self)), sender);
    }

    /** Delivers, keeps a copy as mail programs do, and returns the UID that the letter has where it went. */
    private long send(Correspondent writer, MimeMessage letter) throws MessagingException {
        InternetAddress to = (InternetAddress) letter.getRecipients(Message.RecipientType.TO)[0];
        long uid = office.deliver(letter, to.getAddress());
        office.keepSent(letter, writer.address());
        return uid;
    }

    private Optional<Deed> firstDue(Instant now) {
        return intended.stream().filter(deed -> !deed.at().isAfter(now)).min(Comparator.comparing(Deed::at));
    }

    private Duration soon() {
        return Duration.ofSeconds(1 + random.nextInt(MACHINE_ANSWERS_WITHIN_SECONDS));
    }

    private String messageId(Correspondent writer) {
        return "<%016x.%08x@%s>".formatted(random.nextLong(), random.nextInt(), writer.host());
    }
}
