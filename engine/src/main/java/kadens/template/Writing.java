package kadens.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kadens.template.Rendering.Rendered;
import org.jspecify.annotations.Nullable;

/** Writes one email: its headers, its body, and the layout around that. */
final class Writing {

    private static final String BODY = "body";

    private final LockedDown freemarker;
    private final Parts parts;
    private final Job job;
    private final SplittableRandom random;
    private final Map<String, Object> model;

    Writing(LockedDown freemarker, Parts parts, Job job) {
        this.freemarker = freemarker;
        this.parts = parts;
        this.job = job;
        this.random = job.random();
        var values = job.values().of(job.cadence(), job.step());
        this.model = new LinkedHashMap<>(job.cadence().spintax() ? Spintax.aside(values) : values);
        this.model.putAll(Helpers.of(job.language(), job.values().today()));
    }

    Rendered write(String version, List<Attachment> attachments) throws IOException {
        var subject = header(StepFile.SUBJECT);
        if (subject == null && job.isFirstEmail()) {
            throw Unfit.of(parts.file(), 1, 1, "no-subject");
        }
        var preheader = header(StepFile.PREHEADER);
        var body = text(parts.body());
        var html = parts.isHtml() ? inLayout(body) : Html.ofText(body);
        var text = parts.isHtml() ? PlainText.of(html) : PlainText.tidied(body);
        Proofreading.body(parts, html, text);
        return new Rendered(
                subject,
                preheader,
                Html.document(html, job.language(), subject, preheader),
                text,
                attachments,
                version,
                job.variant().name(),
                job.language());
    }

    private @Nullable String header(String name) throws IOException {
        var template = parts.header(name);
        return template.isEmpty() ? null : Proofreading.header(parts, name, text(template.get()));
    }

    private String inLayout(String body) throws IOException {
        var layout = job.cadence().layoutOf(job.step());
        if (layout == null) {
            return body;
        }
        var file = Layouts.file(layout);
        model.put(BODY, markup(body));
        var html = text(layout(file, layout));
        if (!html.contains(body)) {
            throw Unfit.of(file, 0, 0, "layout-without-body");
        }
        return html;
    }

    private static TemplateModel markup(String html) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(html);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e); // it only wraps the text
        }
    }

    private Template layout(Path file, String name) throws IOException {
        try {
            return freemarker.getTemplate(file.toString().replace('\\', '/'));
        } catch (TemplateNotFoundException _) {
            throw Unfit.of(file, 0, 0, "no-layout", name);
        } catch (freemarker.core.ParseException e) {
            throw new Unfit(Faults.unreadable(file, e));
        }
    }

    private String text(Template template) throws IOException {
        var written = processed(template);
        if (!job.cadence().spintax()) {
            return written;
        }
        var spun = Spintax.spin(written, random);
        if (Spintax.isOpen(spun)) {
            throw Unfit.of(Path.of(LockedDown.file(template.getName())), 0, 0, "spintax-open");
        }
        return Spintax.back(spun);
    }

    private String processed(Template template) throws IOException {
        var writer = new BoundedWriter();
        try {
            var environment = template.createProcessingEnvironment(model, writer);
            environment.setLocale(job.language());
            environment.process();
            return writer.toString();
        } catch (TemplateException e) {
            throw new Unfit(parts.placed(Faults.failed(parts.file(), e), e.getTemplateName()));
        }
    }
}
