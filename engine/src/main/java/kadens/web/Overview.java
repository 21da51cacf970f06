package kadens.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Enrollment;
import kadens.enrollment.History;
import kadens.enrollment.State;
import kadens.enrollment.TimelineEntry;
import kadens.enrollment.Worklist;
import kadens.enrollment.Worklist.Wanted;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Sight;
import kadens.web.OverviewPage.Happening;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The list of all enrollments, those that need somebody first, and how the mailboxes are doing. */
final class Overview {

    private static final int LINES = 50;
    private static final int HAPPENINGS = 7;
    private static final int SEARCH_MAX = 100;
    private static final int CARDS = 8;
    private static final int PAGES_MAX = 100_000;
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Engine engine;
    private final Pages pages;
    private final @Nullable SandboxDoor sandbox;

    Overview(Engine engine, Pages pages, @Nullable SandboxDoor sandbox) {
        this.engine = engine;
        this.pages = pages;
        this.sandbox = sandbox;
    }

    void show(Context context) {
        var asked = Objects.requireNonNullElse(context.queryParam("q"), "").strip();
        var search = asked.substring(0, Math.min(asked.length(), SEARCH_MAX));
        var state = OverviewPage.state(context.queryParam("state"));
        var number = number(context.queryParam("page"));
        var texts = Visitor.texts(context);
        pages.show(context, "overview", engine.database().transact(session -> {
            var sight = Seen.by(session, context);
            return page(session, sight, Me.of(context), state, search, number, texts);
        }));
    }

    private OverviewPage page(
            StatelessSession session,
            Sight sight,
            Me me,
            @Nullable State state,
            String search,
            int number,
            Texts texts) {
        var now = engine.clock().instant();
        var mailboxes = engine.mailboxes().seen(session, sight);
        var byId = mailboxes.stream().collect(Collectors.toMap(Mailbox::id, Function.identity()));
        var wanted = Wanted.of(state, search, sight.isAll() ? null : List.copyOf(byId.keySet()));
        var listing = Worklist.page(session, wanted, number, LINES);
        var writer = Line.Writer.of(engine, session, texts, now, fresh());
        return new OverviewPage(
                Amount.of(listing.count(List.of(State.HELD, State.WAITING)), texts),
                Amount.of(listing.count(List.of(State.ACTIVE, State.PAUSED)), texts),
                Amount.of(listing.count(Worklist.ORDER), texts),
                search,
                !listing.all(),
                wanted.state() == null ? null : wanted.state().word(),
                OverviewPage.tabs(wanted, search, listing, texts),
                listing.lines().stream()
                        .map(row -> writer.line(row, byId.get(row.enrollment().mailboxId())))
                        .toList(),
                OverviewPage.pager(wanted, search, listing, number, LINES, texts),
                mailboxes.stream()
                        .sorted(Comparator.comparing((Mailbox mailbox) -> mailbox.ownerId() != me.id())
                                .thenComparing(mailbox -> mailbox.trouble() == null)
                                .thenComparing(Mailbox::address))
                        .limit(CARDS)
                        .map(mailbox -> MailboxCard.of(session, mailbox, now, texts))
                        .toList(),
                mailboxes.size(),
                happenings(session, byId, now, texts),
                Invite.of(session, sandbox));
    }

    private List<Happening> happenings(
            StatelessSession session, Map<Long, Mailbox> mailboxes, Instant now, Texts texts) {
        return History.latest(session, HAPPENINGS).stream()
                .flatMap(entry -> {
                    var enrollment =
                            History.enrollment(session, entry.enrollmentId()).orElseThrow();
                    if (!mailboxes.containsKey(enrollment.mailboxId())) {
                        return Stream.empty(); // a colleague's
                    }
                    var prospect = Prospects.get(session, enrollment.prospectId());
                    return Stream.of(
                            happening(entry, enrollment, prospect, mailboxes.get(enrollment.mailboxId()), now, texts));
                })
                .toList();
    }

    private Happening happening(
            TimelineEntry entry,
            Enrollment enrollment,
            Prospect prospect,
            @Nullable Mailbox mailbox,
            Instant now,
            Texts texts) {
        return new Happening(
                enrollment.id(),
                prospect.displayName(),
                Moment.sentence(entry.sentence(), texts),
                entry.kind().word(),
                Moment.ago(entry.at(), Zones.of(engine, prospect, mailbox), now, texts));
    }

    /** How long a change counts as just made: three seconds of the visitor's own time. */
    private Duration fresh() {
        return sandbox == null
                ? FRESH.multipliedBy(6)
                : FRESH.multipliedBy(sandbox.clock().speed());
    }

    private static int number(@Nullable String page) {
        return page != null && page.matches("[1-9]\\d{0,5}") ? Math.min(Integer.parseInt(page), PAGES_MAX) : 1;
    }
}
