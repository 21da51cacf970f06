package kadens.enrollment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.mailbox.Mailbox;
import kadens.plan.Absences;
import kadens.plan.DaysOff;
import kadens.plan.NextStep;
import kadens.plan.NotBefore;
import kadens.plan.TimeZoneChoice;
import kadens.plan.Window;
import kadens.prospect.Prospect;
import kadens.prospect.Whereabouts;
import kadens.team.Absence;
import kadens.team.DayOff;
import kadens.team.Organization;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What decides about the time of a mailbox's steps beside their delays, read once for as many steps as need it. */
record Calendars(
        Mailbox mailbox,
        Organization organization,
        Map<LocalDate, String> daysOff,
        Absences absences,
        ZoneId organizationZone) {

    /** The design's default where nobody names a window. */
    private static final Window USUAL = Window.parse("mon-fri 09:00-17:00");

    /**
     * As they are stored now.
     *
     * @throws kadens.plan.Misread if the mailbox's zone is none
     */
    static Calendars of(StatelessSession session, Organization organization, Mailbox mailbox, ZoneId organizationZone) {
        var away = Absence.of(session, mailbox.ownerId()).stream()
                .map(absence -> new Absences.Range(absence.firstDay(), absence.lastDay()))
                .toList();
        return new Calendars(
                mailbox, organization, DayOff.all(session), new Absences(mailbox.judgedZone(), away), organizationZone);
    }

    /**
     * The planner's question about a step.
     *
     * @throws kadens.plan.Misread if a window or a zone in the database is none
     */
    NextStep question(
            Enrollment enrollment,
            Cadence cadence,
            StepNames names,
            Step step,
            Prospect prospect,
            List<NotBefore> notBefore) {
        var whereabouts = Whereabouts.of(prospect);
        var country = whereabouts.country() == null ? organization.country() : whereabouts.country();
        return new NextStep(
                step.key(),
                step.delay(),
                NextSteps.since(enrollment, cadence, names),
                window(cadence.windowOf(step)),
                zone(whereabouts),
                DaysOff.of(country, daysOff),
                absences,
                notBefore,
                enrollment.seed());
    }

    TimeZoneChoice zone(Whereabouts whereabouts) {
        return zone(whereabouts, mailbox, organizationZone);
    }

    /** The prospect's zone where it is certain, else the mailbox's, else the organization's. */
    static TimeZoneChoice zone(Whereabouts whereabouts, Mailbox mailbox, ZoneId organizationZone) {
        var own = whereabouts.zone();
        return own != null ? own : TimeZoneChoice.of(null, mailbox.judgedZone(), organizationZone);
    }

    private Window window(@Nullable Window ofCadence) {
        if (ofCadence != null) {
            return ofCadence;
        }
        var ofMailbox = mailbox.window();
        if (ofMailbox != null) {
            return ofMailbox;
        }
        var ofOrganization = organization.window();
        return ofOrganization == null ? USUAL : ofOrganization;
    }
}
