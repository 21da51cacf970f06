package kadens.web.mailboxes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kadens.language.Refusal;
import kadens.mailbox.Mailbox;
import kadens.mailbox.MailboxRules;
import kadens.mailbox.SentCopy;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.plan.Misread;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;

/** How a mailbox sends, as a form. */
final class RulesForm {

    static final List<String> FIELDS = List.of(
            "dailyCap",
            "gap",
            "ramp",
            "perMinute",
            "newPerDay",
            "window",
            "timeZone",
            "freshness",
            "uncertain",
            "sentCopy");

    /** More a day would be no outreach any more. */
    private static final int CAP_MAX = 100_000;

    private static final int FRESHNESS_SECONDS_MAX = 86_400;

    /** What a column of the database holds. */
    private static final int WINDOW_CHARS_MAX = 200;

    private RulesForm() {}

    /** The careful ones that a new mailbox begins with. */
    static Map<String, String> usual(ZoneId zone) {
        return Map.of(
                "dailyCap", String.valueOf(Limits.DEFAULT.dailyCap()),
                "gap", gap(Limits.DEFAULT),
                "ramp", ramp(Limits.DEFAULT),
                "perMinute", "",
                "newPerDay", "",
                "window", "",
                "timeZone", zone.getId(),
                "freshness", "60",
                "uncertain", WhenUncertain.ASSUME_SENT.word(),
                "sentCopy", SentCopy.AUTO.word());
    }

    /** Those of a mailbox, as they would be typed. */
    static Map<String, String> of(Mailbox mailbox) {
        var limits = mailbox.limits();
        var typed = new HashMap<String, String>();
        typed.put("dailyCap", String.valueOf(limits.dailyCap()));
        typed.put("gap", gap(limits));
        typed.put("ramp", ramp(limits));
        typed.put("perMinute", Objects.toString(limits.perMinuteMax(), ""));
        typed.put("newPerDay", Objects.toString(limits.openersPerDayMax(), ""));
        typed.put("window", Objects.toString(mailbox.windowWords(), ""));
        typed.put("timeZone", mailbox.zoneWords());
        typed.put("freshness", String.valueOf(mailbox.freshness().toSeconds()));
        typed.put("uncertain", mailbox.whenUncertain().word());
        typed.put("sentCopy", mailbox.sentCopy().word());
        return typed;
    }

    /** Empty where something is wrong, which is said. */
    static Optional<MailboxRules> read(Filled form) {
        var cap = form.number("dailyCap", 1, CAP_MAX);
        var perMinute = limit(form, "perMinute");
        var newPerDay = limit(form, "newPerDay");
        var ramp = form.read("ramp", "ramp", typed -> Optional.ofNullable(
                Limits.Ramp.parse(typed.isEmpty() ? "off" : typed.replace(" ", ""))));
        var limits = form.read("gap", "gap", typed -> new Limits(
                        cap.orElse(1), Duration.ZERO, Duration.ZERO, ramp.flatMap(it -> it).orElse(null), perMinute, newPerDay)
                .withGap(typed.replace(" ", "")));
        var window = window(form);
        var zone = zone(form);
        var freshness = form.number("freshness", 1, FRESHNESS_SECONDS_MAX);
        var uncertain = form.read("uncertain", "choice", WhenUncertain::ofWord);
        var copies = form.read("sentCopy", "choice", SentCopy::ofWord);
        if (!form.isRight()) {
            return Optional.empty();
        }
        return Optional.of(new MailboxRules(
                limits.orElseThrow(),
                window,
                zone.orElseThrow(),
                Duration.ofSeconds(freshness.orElseThrow()),
                uncertain.orElseThrow(),
                copies.orElseThrow()));
    }

    /** Null for none. */
    private static @Nullable Integer limit(Filled form, String field) {
        return form.get(field).isEmpty() ? null : form.number(field, 1, CAP_MAX).orElse(null);
    }

    /** Null where the organization's holds. */
    private static @Nullable Window window(Filled form) {
        var typed = form.get("window");
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.length() > WINDOW_CHARS_MAX) {
            form.isWrong("window", "window-long", WINDOW_CHARS_MAX);
            return null;
        }
        try {
            return Window.parse(typed);
        } catch (Misread e) {
            form.isWrongInWords("window", form.said(e.sentence()));
            return null;
        }
    }

    private static Optional<ZoneId> zone(Filled form) {
        try {
            return Optional.of(ZoneId.of(form.get("timeZone")));
        } catch (DateTimeException | Refusal _) {
            form.isWrong("timeZone", "zone");
            return Optional.empty();
        }
    }

    private static String gap(Limits limits) {
        return limits.gapMin().equals(limits.gapMax())
                ? words(limits.gapMin())
                : words(limits.gapMin()) + ".." + words(limits.gapMax());
    }

    private static String words(Duration duration) {
        var seconds = duration.toSeconds();
        return seconds == 0 || seconds % 60 != 0
                ? seconds + "s"
                : seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }

    private static String ramp(Limits limits) {
        var ramp = limits.ramp();
        return ramp == null ? "" : ramp.start() + "+" + ramp.step();
    }
}
