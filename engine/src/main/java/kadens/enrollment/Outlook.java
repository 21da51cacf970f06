package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.plan.Departure;
import kadens.plan.Forecast;
import kadens.plan.Journey;
import kadens.plan.Misread;
import kadens.plan.NotBefore;
import kadens.plan.Outset;
import kadens.plan.Planned;
import kadens.plan.Planner;
import kadens.plan.Sender;
import kadens.prospect.Prospect;
import kadens.team.Organization;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the mailboxes will send, from what is enrolled now.
 *
 * <p>Left out are enrollments that wait for a person: those that are held, those paused without a date, and those of a
 * cadence that stands still.
 */
public final class Outlook {

    private static final Logger LOG = LoggerFactory.getLogger(Outlook.class);

    /** So far ahead and no further: a year that may be a leap year. */
    public static final Duration AHEAD_MAX = Duration.ofDays(366);

    /** Most steps leave within it, and a short forecast is a quick one. */
    private static final Duration SOON = Duration.ofDays(14);

    /** After those that are enrolled. */
    private static final long FIRST_WOULD_BE = 1L << 60;

    private final KnownCadences cadences;
    private final Mailboxes mailboxes;
    private final Planner planner;
    private final ZoneId organizationZone;
    private final Duration runInterval;

    public Outlook(
            KnownCadences cadences,
            Mailboxes mailboxes,
            Planner planner,
            ZoneId organizationZone,
            Duration runInterval) {
        this.cadences = cadences;
        this.mailboxes = mailboxes;
        this.planner = planner;
        this.organizationZone = organizationZone;
        this.runInterval = runInterval;
    }

    /** Somebody who may be enrolled. */
    public record WouldBe(Prospect prospect, Cadence cadence, Mailbox mailbox) {}

    /** When the next step of an enrollment leaves by the forecast, limits and queue included; empty where it does not. */
    public Optional<Instant> next(StatelessSession session, Enrollment enrollment, Instant now) {
        var outset = outset(session, now, List.of());
        return Stream.of(SOON, AHEAD_MAX)
                .flatMap(ahead -> Forecast.of(planner, outset, now.plus(ahead)).departures().stream()
                        .filter(departure -> departure.journeyId() == enrollment.id())
                        .map(Departure::at)
                        .limit(1))
                .findFirst();
    }

    /** Why somebody who may be enrolled would be held at once, by their place in the list; empty where they would not. */
    public static Optional<Sentence> never(Forecast forecast, int place) {
        return Optional.ofNullable(forecast.never().get(FIRST_WOULD_BE + place)).map(Planned.Never::why);
    }

    /** Whether what leaves is a step of somebody who may be enrolled, not of an enrollment that there is. */
    public static boolean isOfWouldBe(Departure departure) {
        return departure.journeyId() >= FIRST_WOULD_BE;
    }

    /**
     * What leaves from now on, as far ahead as {@link #AHEAD_MAX}.
     *
     * @param wouldBe counted as if they were enrolled now
     */
    public Forecast forecast(StatelessSession session, Instant now, List<WouldBe> wouldBe) {
        return Forecast.of(planner, outset(session, now, wouldBe), now.plus(AHEAD_MAX));
    }

    private Outset outset(StatelessSession session, Instant now, List<WouldBe> wouldBe) {
        var all = mailboxes.all(session);
        var calendars = calendars(session, all);
        var history = SendHistory.of(session, all, now);
        var organization = Organization.get(session);
        var journeys = journeys(session, calendars, wouldBe, now);
        var cadences = journeys.stream()
                .collect(Collectors.groupingBy(
                        Journey::mailboxId, Collectors.mapping(Journey::cadence, Collectors.toSet())));
        var senders = all.stream()
                .map(mailbox -> sender(session, mailbox, history, cadences.getOrDefault(mailbox.id(), Set.of()), now))
                .toList();
        return new Outset(
                now,
                runInterval,
                senders,
                journeys,
                organization.companyCap(),
                organization.domainCap(),
                history.toCompany(),
                history.toDomain());
    }

    /** A mailbox whose zone is nonsense is left out: what it should send is held. */
    private Map<Long, Calendars> calendars(StatelessSession session, List<Mailbox> all) {
        var calendars = new HashMap<Long, Calendars>();
        var organization = Organization.get(session);
        for (var mailbox : all) {
            try {
                calendars.put(mailbox.id(), Calendars.of(session, organization, mailbox, organizationZone));
            } catch (Misread e) {
                LOG.debug("{} is left out of the forecast: {}", mailbox.address(), e.sentence());
            }
        }
        return calendars;
    }

    /** @param cadences that somebody is on the way in */
    private Sender sender(
            StatelessSession session, Mailbox mailbox, SendHistory history, Set<String> cadences, Instant now) {
        return new Sender(
                mailbox.id(),
                Mailboxes.mayNotSend(session, mailbox).isEmpty(),
                mailbox.limits(),
                mailbox.firstSentAt(),
                mailbox.nextSendAt(),
                history.from(mailbox.id()),
                history.openersFrom(mailbox.id()),
                SentMails.openerTurns(session, mailbox.id(), cadences, now));
    }

    private List<Journey> journeys(
            StatelessSession session, Map<Long, Calendars> calendars, List<WouldBe> wouldBe, Instant now) {
        var journeys = new ArrayList<Journey>();
        var travelling = Travelling.read(session);
        var standing = Set.copyOf(CadencePauses.names(session));
        for (var enrollment : travelling.enrollments()) {
            var of = calendars.get(enrollment.mailboxId());
            if (of != null
                    && !standing.contains(enrollment.cadence)
                    && cadences.find(enrollment.cadence()) instanceof Cadence cadence) {
                var journey = journey(
                        session,
                        of,
                        enrollment,
                        cadence,
                        cadences.names(session, cadence),
                        travelling.prospect(enrollment),
                        travelling.done(enrollment),
                        now);
                if (journey != null) {
                    journeys.add(journey);
                }
            }
        }
        var id = FIRST_WOULD_BE;
        for (var one : wouldBe) {
            var of = calendars.get(one.mailbox().id());
            var enrollment = Enrollment.wouldBe(id++, one, now);
            var journey = of == null
                    ? null
                    : journey(
                            session,
                            of,
                            enrollment,
                            one.cadence(),
                            cadences.names(session, one.cadence()),
                            one.prospect(),
                            Travelling.NOTHING_DONE,
                            now);
            if (journey != null) {
                journeys.add(journey);
            }
        }
        return journeys;
    }

    /** Null where no step is left, or the planner could not be asked: such an enrollment is about to be held. */
    private static @Nullable Journey journey(
            StatelessSession session,
            Calendars calendars,
            Enrollment enrollment,
            Cadence cadence,
            StepNames names,
            Prospect prospect,
            Travelling.Done done,
            Instant now) {
        try {
            var had = names.had(done.steps());
            var steps = cadence.steps().stream()
                    .filter(step -> !had.contains(step.key()))
                    .toList();
            if (steps.isEmpty()) {
                return null;
            }
            var due = due(enrollment, steps.getFirst(), now);
            var opener = done.written() ? Optional.<Step>empty() : firstMail(steps);
            var planned = due == null ? Optional.<Step>empty() : Optional.of(steps.getFirst());
            var keptBack = opener.isEmpty() || opener.equals(planned)
                    ? List.<NotBefore>of()
                    : Touches.before(Facts.of(session, enrollment), enrollment, calendars, prospect);
            Function<Step, Journey.Leg> leg = step -> new Journey.Leg(
                    step.title(),
                    step.type() != Step.Type.EMAIL,
                    calendars.question(
                            enrollment,
                            cadence,
                            names,
                            step,
                            prospect,
                            opener.filter(step::equals).isPresent() ? keptBack : List.of()));
            return new Journey(
                    enrollment.id,
                    enrollment.mailboxId,
                    enrollment.cadence,
                    prospect.accountId(),
                    prospect.domain(),
                    done.written(),
                    steps.stream().map(leg).toList(),
                    due,
                    startsAt(enrollment, now));
        } catch (Misread _) {
            return null;
        }
    }

    private static Optional<Step> firstMail(List<Step> steps) {
        return steps.stream().filter(step -> step.type() == Step.Type.EMAIL).findFirst();
    }

    /** An open call or task counts as done now; one whose step has changed is planned when the sender notices. */
    private static Journey.@Nullable Due due(Enrollment enrollment, Step next, Instant now) {
        var dueAt = enrollment.dueAt;
        var dueSince = enrollment.dueSince;
        if (enrollment.state == State.WAITING) {
            return new Journey.Due(now, now);
        }
        return dueAt != null && dueSince != null && next.key().equals(enrollment.stepKey)
                ? new Journey.Due(dueAt, dueSince)
                : null;
    }

    private static Instant startsAt(Enrollment enrollment, Instant now) {
        var at = enrollment.resumeAt != null ? enrollment.resumeAt : enrollment.dueAt;
        return at == null || at.isBefore(now) ? now : at;
    }
}
