package kadens.template;

import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/**
 * FreeMarker with nothing to reach: no classes, no methods of Java objects, no files outside the folder, and no
 * template that has not been vetted.
 */
final class LockedDown extends Configuration {

    private static final String VETTED = "kadens.vetted";

    private final Folder folder;

    LockedDown(Folder folder) {
        super(VERSION_2_3_35);
        this.folder = folder;
        setTemplateLoader(folder);
        setObjectWrapper(new SimpleObjectWrapper(VERSION_2_3_35));
        setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        setAPIBuiltinEnabled(false);
        setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        setLogTemplateExceptions(false);
        setAttemptExceptionReporter((_, _) -> {});
        setWrapUncheckedExceptions(false);
        setLocalizedLookup(false);
        setTemplateUpdateDelayMilliseconds(0);
        setRecognizeStandardFileExtensions(true);
        setOutputFormat(PlainTextOutputFormat.INSTANCE);
        setTagSyntax(ANGLE_BRACKET_TAG_SYNTAX);
        setInterpolationSyntax(DOLLAR_INTERPOLATION_SYNTAX);
        setDefaultEncoding("UTF-8");
        setLocale(Locale.ENGLISH);
        setTimeZone(TimeZone.getTimeZone("UTC"));
        setNumberFormat("c");
        setBooleanFormat("c");
        setTabSize(1);
    }

    /** A template made of a part of a step's file. */
    Template compile(String name, String source) throws IOException {
        try {
            var template = new Template(name, new StringReader(source), this);
            vet(template, () -> source);
            return template;
        } catch (StackOverflowError _) {
            throw Unfit.of(Path.of(file(name)), 0, 0, "endless");
        }
    }

    /** Every include and import comes through here. */
    @Override
    public Template getTemplate(
            String name,
            Locale locale,
            Object customLookupCondition,
            String encoding,
            boolean parseAsFTL,
            boolean ignoreMissing)
            throws IOException {
        try {
            var template = super.getTemplate(name, locale, customLookupCondition, encoding, parseAsFTL, ignoreMissing);
            if (template != null && parseAsFTL) {
                vet(template, () -> source(template));
            }
            return template;
        } catch (StackOverflowError _) {
            throw Unfit.of(Path.of(name), 0, 0, "endless");
        }
    }

    private static void vet(Template template, Source source) throws IOException {
        // Several renderings may be the first to include a snippet.
        synchronized (template) {
            if (template.getCustomAttribute(VETTED) == null) {
                Vetting.vet(Path.of(file(template.getName())), template, source.read());
                // Makes a render that takes too long stop when its thread is interrupted.
                _CoreAPI.addThreadInterruptedChecks(template);
                template.setCustomAttribute(VETTED, true);
            }
        }
    }

    private String source(Template template) throws IOException {
        var source = folder.find(template.getName());
        return source.isPresent() ? folder.read(source.get().file()) : "";
    }

    private interface Source {
        String read() throws IOException;
    }

    /** Headers are compiled under the name of their file, a # and their own name. */
    static String file(String templateName) {
        return templateName.replaceFirst("#.*", "");
    }
}
