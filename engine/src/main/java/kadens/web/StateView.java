package kadens.web;

import kadens.enrollment.Enrollment;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * A state as a word with an icon and a tone, never a colour alone.
 *
 * @param tone one of {@code accent, needs-you, quiet, good, harm}
 */
public record StateView(String word, String label, String icon, String tone) {

    public static StateView of(Enrollment enrollment, Texts texts) {
        var reason = enrollment.stopReason();
        if (reason == null) {
            return of(enrollment.state(), texts);
        }
        return new StateView(
                "stopped",
                texts.say("state.stopped") + " · " + texts.say("stopped." + reason.word()),
                icon(reason),
                tone(reason));
    }

    public static StateView of(State state, Texts texts) {
        return new StateView(state.word(), texts.say("state." + state.word()), state.word(), tone(state, null));
    }

    private static String tone(State state, @Nullable StopReason reason) {
        return switch (state) {
            case ACTIVE -> "accent";
            case WAITING, HELD -> "needs-you";
            case PAUSED, FINISHED -> "quiet";
            case STOPPED -> reason == null ? "quiet" : tone(reason);
        };
    }

    private static String tone(StopReason reason) {
        return switch (reason) {
            case REPLIED, MEETING_BOOKED, CALLED_BACK, ACCOUNT_REPLIED -> "good";
            case BOUNCED, COMPLAINED -> "harm";
            case UNSUBSCRIBED, SUPPRESSED, LEFT_COMPANY, BY_HAND -> "quiet";
        };
    }

    private static String icon(StopReason reason) {
        return switch (reason) {
            case REPLIED, ACCOUNT_REPLIED, CALLED_BACK, MEETING_BOOKED -> "reply";
            case BOUNCED, COMPLAINED -> "bounced";
            case UNSUBSCRIBED, SUPPRESSED, LEFT_COMPANY, BY_HAND -> "stopped";
        };
    }
}
