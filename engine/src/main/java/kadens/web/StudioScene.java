package kadens.web;

import java.util.Locale;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
import kadens.template.Rendering;
import kadens.template.Templates;
import kadens.template.Values;

/**
 * One email step written for somebody.
 *
 * @param variant the one that was chosen, else the one that they get
 * @param text likewise
 */
record StudioScene(Cadence cadence, Step step, Variant variant, Text text, Values values, Rendering rendering) {

    /** The language of a text that is for everybody. */
    static final String ANY_LANGUAGE = "und";

    static StudioScene of(Templates templates, Cadence cadence, Step step, Values values, StudioChoice choice) {
        var variant = Optional.ofNullable(choice.value(StudioChoice.VARIANT))
                .flatMap(step::variant)
                .orElseGet(() -> templates.variant(cadence, step, values));
        var text = Optional.ofNullable(choice.value(StudioChoice.LANGUAGE))
                .flatMap(tag -> variant.texts().stream()
                        .filter(each -> tag(each).equals(tag))
                        .findFirst())
                .orElseGet(() -> templates.text(variant, values));
        return new StudioScene(
                cadence, step, variant, text, values, templates.render(cadence, step, variant, text, values));
    }

    static String tag(Text text) {
        var language = text.language();
        return language == null ? ANY_LANGUAGE : language.toLanguageTag();
    }

    /** The mail's own subject, else that of the thread that it continues. */
    String subject(Templates templates, Rendering.Rendered mail) {
        var own = mail.subject();
        if (own != null) {
            return own;
        }
        var before = cadence.steps().subList(0, cadence.steps().indexOf(step)).reversed();
        return before.stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .flatMap(each -> templates.render(cadence, each, values) instanceof Rendering.Rendered earlier
                        ? Optional.ofNullable(earlier.subject()).stream()
                        : Optional.<String>empty().stream())
                .findFirst()
                .map(subject -> subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject)
                .orElse("Re:");
    }
}
