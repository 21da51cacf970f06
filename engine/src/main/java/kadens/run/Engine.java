package kadens.run;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import kadens.cadence.Cadences;
import kadens.enrollment.Answer;
import kadens.enrollment.Consequence;
import kadens.enrollment.Enrolling;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.HandingOver;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.Outlook;
import kadens.enrollment.Replanning;
import kadens.enrollment.Selection;
import kadens.enrollment.StepValues;
import kadens.enrollment.Task;
import kadens.enrollment.TimelineEntry;
import kadens.inbox.Horizon;
import kadens.inbox.Inbound;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Timeouts;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Suppression;
import kadens.prospect.Upload;
import kadens.prospect.UploadRefusal;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.team.Absence;
import kadens.team.Audit;
import kadens.team.DayOff;
import kadens.team.Organization;
import kadens.team.Person;
import kadens.team.SavedView;
import kadens.team.Team;
import kadens.template.Templates;

/** The rooms of one installation, wired once, as commands, pages and the sandbox use them. */
public record Engine(
        InstantSource clock,
        ZoneId organizationZone,
        Database database,
        Fence fence,
        Cadences cadences,
        Templates templates,
        StepValues values,
        Mailboxes mailboxes,
        Timeouts timeouts,
        NextSteps nextSteps,
        Enrollments enrollments,
        Enrolling enrolling,
        HandingOver handingOver,
        Outlook outlook,
        Replanning replanning,
        MailboxRun run) {

    /** Everything that is mapped to a table. */
    public static final List<Class<?>> ENTITIES = List.of(
            Organization.class,
            DayOff.class,
            Person.class,
            Team.class,
            Audit.class,
            SavedView.class,
            Absence.class,
            Mailbox.class,
            Horizon.class,
            Account.class,
            Prospect.class,
            Suppression.class,
            Upload.class,
            UploadRefusal.class,
            Enrollment.class,
            Selection.class,
            Task.class,
            OutgoingMessage.class,
            Answer.class,
            Inbound.class,
            Consequence.class,
            TimelineEntry.class);
}
