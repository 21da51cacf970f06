package kadens.web;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.Arrays;
import java.util.List;

/** Lets a template say {@code t("key", value)}. */
record TextsMethod(Texts texts) implements TemplateMethodModelEx {

    @Override
    @SuppressWarnings("rawtypes") // as FreeMarker declares it
    public Object exec(List arguments) throws TemplateModelException {
        var values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (arguments.get(i)) {
                case TemplateNumberModel number -> number.getAsNumber();
                case TemplateScalarModel text -> text.getAsString();
                case null, default -> "";
            };
        }
        var key = String.valueOf(values[0]);
        return texts.say(key, Arrays.copyOfRange(values, 1, values.length));
    }
}
