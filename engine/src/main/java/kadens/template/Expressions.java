package kadens.template;

/** The code in a template, without its text, its comments and what stands between quotes. */
final class Expressions {

    private final String template;
    private final StringBuilder code = new StringBuilder();
    private int at;

    private Expressions(String template) {
        this.template = template;
    }

    /** The code of a template in FreeMarker's canonical form, one tag or interpolation on a line. */
    static String in(String template) {
        var expressions = new Expressions(template);
        expressions.readText();
        return expressions.code.toString();
    }

    private void readText() {
        while (at < template.length()) {
            if (skipped("<#--", "-->") || skipped("<#noparse>", "</#noparse>")) {
                continue;
            }
            if (template.startsWith("${", at)) {
                at += 2;
                readCode('}');
            } else if (template.startsWith("<#", at) || template.startsWith("<@", at)) {
                readCode('>');
            } else {
                at++;
            }
        }
    }

    /** Up to the closing sign; a > inside brackets compares, and does not close. */
    private void readCode(char close) {
        int brackets = 0;
        while (at < template.length()) {
            char sign = template.charAt(at++);
            if (sign == close && brackets == 0) {
                break;
            }
            if (sign == '"' || sign == '\'') {
                readQuoted(sign);
            } else {
                brackets += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
                code.append(sign);
            }
        }
        code.append('\n');
    }

    /** A quoted text counts for nothing, except the interpolations in it; their own quotes are escaped. */
    private void readQuoted(char quote) {
        var quoted = new StringBuilder();
        while (at < template.length()) {
            char sign = template.charAt(at++);
            if (sign == quote) {
                break;
            }
            if (sign == '\\' && at < template.length()) {
                // FreeMarker writes $\{ where none is meant, but also deeper inside: taken for one in any case.
                sign = template.charAt(at++);
            }
            quoted.append(sign);
        }
        var inside = new Expressions(quoted.toString());
        inside.readInterpolations();
        code.append(inside.code.isEmpty() ? "\"\"" : "\"$\"");
        code.append(inside.code);
    }

    private void readInterpolations() {
        for (at = template.indexOf("${"); at >= 0; at = template.indexOf("${", at)) {
            at += 2;
            code.append('\n');
            readCode('}');
        }
    }

    private boolean skipped(String from, String to) {
        if (!template.startsWith(from, at)) {
            return false;
        }
        var end = template.indexOf(to, at + from.length());
        at = end < 0 ? template.length() : end + to.length();
        return true;
    }
}
