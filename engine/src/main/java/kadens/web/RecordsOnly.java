package kadens.web;

import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows templates the components of records, beside text, numbers, lists and maps; any other object is refused. */
final class RecordsOnly extends SimpleObjectWrapper {

    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .collect(Collectors.toMap(RecordComponent::getName, component -> {
                        var accessor = component.getAccessor();
                        accessor.setAccessible(true);
                        return accessor;
                    }));
        }
    };

    RecordsOnly() {
        super(Configuration.VERSION_2_3_35);
    }

    @Override
    protected TemplateModel handleUnknownType(Object value) throws TemplateModelException {
        return value instanceof Record shown ? new Shown(shown) : super.handleUnknownType(value);
    }

    private final class Shown implements TemplateHashModel {

        private final Record shown;

        Shown(Record shown) {
            this.shown = shown;
        }

        @Override
        public @Nullable TemplateModel get(String name) throws TemplateModelException {
            var accessor = ACCESSORS.get(shown.getClass()).get(name);
            if (accessor == null) {
                throw new TemplateModelException(shown.getClass().getSimpleName() + " has no " + name);
            }
            try {
                return wrap(accessor.invoke(shown));
            } catch (ReflectiveOperationException e) {
                throw new TemplateModelException("cannot read " + name, e);
            }
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
