package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cadence in the studio.
 *
 * @param cadence its name
 * @param tab which of its pages this is
 * @param poll where the page asks whether a file was saved
 * @param yaml the file that keeps the cadence from being used; null for one that is whole
 * @param view the step that is looked at; null for a broken cadence
 */
record StudioPage(
        String cadence,
        String tab,
        String title,
        @Nullable String description,
        String poll,
        List<Cadence> cadences,
        List<Step> steps,
        @Nullable SourceView yaml,
        @Nullable View view) {

    /** The same with what came of a test. */
    StudioPage telling(Told told) {
        return new StudioPage(
                cadence,
                tab,
                title,
                description,
                poll,
                cadences,
                steps,
                yaml,
                view == null ? null : view.telling(told));
    }

    /** A cadence to go to. */
    record Cadence(String title, String href, boolean current, String counted, String tone) {}

    /** A step to go to. */
    record Step(
            String key,
            String title,
            String delay,
            String icon,
            String href,
            boolean current,
            String counted,
            String tone) {}

    /** One of several ways to look at the same thing. */
    record Choice(String id, String label, String href, boolean current) {}

    /**
     * The step that is looked at.
     *
     * @param instructions of a call or a task
     * @param mail null for a call or a task, and where there is nobody to write to
     * @param dates null where no time can be told
     * @param noDates why not
     * @param told what came of a test that was just asked for
     */
    record View(
            String key,
            String title,
            boolean email,
            @Nullable String instructions,
            @Nullable Told told,
            @Nullable Audience audience,
            @Nullable Mail mail,
            @Nullable TimelineView dates,
            @Nullable String noDates) {

        View telling(Told outcome) {
            return new View(key, title, email, instructions, outcome, audience, mail, dates, noDates);
        }
    }

    /** @param ok whether the server took it */
    record Told(boolean ok, String text) {}

    /**
     * For whom it is shown, and for whom else it could be.
     *
     * @param kept what the search keeps of the address
     * @param chosen who is in none of the other lists, or nobody
     * @param unreadable the samples whose files can't be read, or null
     * @param note of how many the worst were picked
     */
    record Audience(
            String name,
            String search,
            List<Field> kept,
            List<Face> chosen,
            List<Face> found,
            List<Face> worst,
            List<Face> samples,
            @Nullable String unreadable,
            String note) {}

    /**
     * Somebody to look at it for.
     *
     * @param why what is special about them
     * @param trouble why no mail can be written for them, or null
     */
    record Face(
            String id, String name, String why, @Nullable String trouble, String href, boolean current) {}

    record Field(String name, String value) {}

    /**
     * The mail of the step.
     *
     * @param form one of {@code html, text, message, file}
     * @param trouble why it can't be written; then there is no {@code row}, no frame and no text
     * @param around the lines where the trouble is
     * @param files the sources that it is made of
     * @param senders the mailboxes that it may be looked at from; none where there is no choice
     */
    record Mail(
            List<Choice> variants,
            List<Choice> languages,
            List<Choice> forms,
            List<Choice> widths,
            String form,
            String width,
            @Nullable Row row,
            @Nullable FindingView trouble,
            @Nullable SourceView around,
            @Nullable Frame frame,
            String text,
            String message,
            List<SourceView> files,
            List<FindingView> findings,
            String counted,
            String fileHref,
            List<Fact> facts,
            List<Option> senders,
            @Nullable Test test) {}

    /** As an inbox lists it. */
    record Row(String sender, String subject, String preheader) {}

    /**
     * Where the HTML is shown.
     *
     * @param id another one as soon as the mail is another one
     * @param high in pixels, so that most mails need no scrolling
     */
    record Frame(String id, String src, int high, int highOnPhone) {}

    record Fact(String label, String value, @Nullable String href) {}

    /** What a test needs to know. */
    record Test(String action, List<Field> kept, List<Option> mailboxes, List<Option> recipients) {}

    record Option(String value, String label, boolean selected) {}
}
