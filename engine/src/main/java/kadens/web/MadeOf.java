package kadens.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.cadence.Text;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.run.Engine;
import kadens.web.MailPage.Fact;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Which text a mail of ours was made of, and of which values. */
final class MadeOf {

    private MadeOf() {}

    static List<Fact> facts(Engine engine, StatelessSession session, OutgoingMessage message, Texts texts) {
        var cadence = History.enrollment(session, message.enrollmentId())
                .orElseThrow()
                .cadence();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(texts.say("mail.made-of.cadence"), cadence));
        facts.add(new Fact(texts.say("mail.made-of.step"), message.stepKey()));
        file(engine, cadence, message).ifPresent(file -> facts.add(new Fact(texts.say("mail.made-of.file"), file)));
        facts.add(new Fact(texts.say("mail.made-of.variant"), message.variant()));
        var language = message.language();
        if (language != null) {
            facts.add(new Fact(texts.say("mail.made-of.language"), language));
        }
        facts.add(new Fact(texts.say("mail.made-of.version"), message.templateVersion()));
        return facts;
    }

    static List<Fact> values(OutgoingMessage message) {
        return message.writtenWith().entrySet().stream()
                .map(value -> new Fact(value.getKey(), value.getValue()))
                .toList();
    }

    /** By its name now; empty where its step or variant is gone. */
    private static Optional<String> file(Engine engine, String name, OutgoingMessage message) {
        return engine.cadences().find(name) instanceof Cadence cadence
                ? cadence.step(message.stepKey())
                        .flatMap(step -> step.variant(message.variant()))
                        .flatMap(variant -> variant.texts().stream()
                                .filter(text -> isIn(message.language(), text, cadence))
                                .findFirst())
                        .map(text -> "cadences/" + name + "/" + text.file().getFileName())
                : Optional.empty();
    }

    private static boolean isIn(@Nullable String language, Text text, Cadence cadence) {
        var own = text.language();
        return (own == null ? cadence.language() : own).toLanguageTag().equals(language);
    }
}
