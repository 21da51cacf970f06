package kadens.mailbox;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import kadens.plan.Limits;
import kadens.plan.Misread;
import kadens.plan.Window;
import kadens.plan.ZoneName;
import org.jspecify.annotations.Nullable;

/** A sending address: its servers, limits, time zone and owner, and how it is doing. */
@Entity
public final class Mailbox {

    private static final Duration FILING_MAX = Duration.ofMinutes(1);

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "mailbox_seq", allocationSize = 10)
    long id;

    String address = "";
    long ownerId;
    String smtpServer = "";
    byte @Nullable [] smtpPassword;
    String imapServer = "";
    byte @Nullable [] imapPassword;
    String timeZone = "";
    int dailyCap;
    int gapSecondsMin;
    int gapSecondsMax;

    @Nullable
    Integer rampStart;

    @Nullable
    Integer rampStep;

    @Nullable
    Integer perMinuteMax;

    @Nullable
    Integer openersPerDayMax;

    @Nullable
    String sendWindow;

    int freshnessSeconds;

    @Enumerated(EnumType.STRING)
    WhenUncertain whenUncertain = WhenUncertain.ASSUME_SENT;

    @Enumerated(EnumType.STRING)
    SentCopy sentCopy = SentCopy.AUTO;

    @Nullable
    Boolean filesSent;

    @Nullable
    Boolean keepsIds;

    boolean plusAddress;

    @Nullable
    Boolean plusArrives;

    @Nullable
    Instant firstSentAt;

    @Nullable
    Instant lastSentAt;

    @Nullable
    Instant nextSendAt;

    @Nullable
    Instant inboxReadAt;

    @Nullable
    Instant disconnectedAt;

    @Nullable
    Instant ranAt;

    @Nullable
    String trouble;

    @Nullable
    Instant troubleAt;

    @Nullable
    Instant readRestsUntil;

    int readRestSeconds;

    @Nullable
    String sendTrouble;

    @Nullable
    Instant sendTroubleAt;

    @Nullable
    Instant sendRestsUntil;

    int sendRestSeconds;

    Instant createdAt = Instant.EPOCH;

    Mailbox() {}

    Mailbox(String address, long ownerId, Instant createdAt) {
        this.address = address.toLowerCase(Locale.ROOT);
        this.ownerId = ownerId;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String address() {
        return address;
    }

    /** The part after the @, a domain that we may make Message-IDs under. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    public long ownerId() {
        return ownerId;
    }

    /** The SMTP server without its password. */
    public String smtpServer() {
        return smtpServer;
    }

    /** The IMAP server without its password. */
    public String imapServer() {
        return imapServer;
    }

    /** The zone in which its times are shown; UTC where somebody wrote nonsense into the database. */
    public ZoneId timeZone() {
        try {
            return judgedZone();
        } catch (Misread _) {
            return ZoneOffset.UTC;
        }
    }

    /**
     * The zone in which its times are judged.
     *
     * @throws Misread if somebody wrote nonsense into the database
     */
    public ZoneId judgedZone() {
        return ZoneName.read(timeZone);
    }

    /** The zone as it is stored, whether there is one of that name or not. */
    public String zoneWords() {
        return timeZone;
    }

    public Limits limits() {
        return new Limits(
                dailyCap,
                Duration.ofSeconds(gapSecondsMin),
                Duration.ofSeconds(gapSecondsMax),
                rampStart == null || rampStep == null ? null : new Limits.Ramp(rampStart, rampStep),
                perMinuteMax,
                openersPerDayMax);
    }

    /**
     * The hours in which steps go out whose step and cadence name none; null where the organization's hold.
     *
     * @throws Misread if somebody wrote nonsense into the database
     */
    public @Nullable Window window() {
        return sendWindow == null ? null : Window.parse(sendWindow);
    }

    /** The window as it is stored, whether it can be read or not; null where the organization's holds. */
    public @Nullable String windowWords() {
        return sendWindow;
    }

    /** How old a reading of the inbox may be for mail to leave on it. */
    public Duration freshness() {
        return Duration.ofSeconds(freshnessSeconds);
    }

    /** What is done about a mail that may or may not have left. */
    public WhenUncertain whenUncertain() {
        return whenUncertain;
    }

    /** Whether copies of what is sent are put into Sent, as a person chose. */
    public SentCopy sentCopy() {
        return sentCopy;
    }

    /** Whether the server files what is sent by itself, as a test has found; null before one. */
    public @Nullable Boolean filesSent() {
        return filesSent;
    }

    /** Whether Kadens puts copies into Sent. */
    public boolean wantsSentCopies() {
        return switch (sentCopy) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                filesSent == null
                        ? !SentCopy.isKnownToFile(ServerUrl.smtp(smtpServer).host())
                        : !filesSent;
        };
    }

    /** Whether answers are to go to an address with a token, such as {@code kari+k…@example.com}, as a person chose. */
    public boolean wantsPlusAddress() {
        return plusAddress;
    }

    /** Whether they are asked to go there. Not before a test has shown that mail arrives there: it would be lost. */
    public boolean usesPlusAddress() {
        return plusAddress && Boolean.TRUE.equals(plusArrives);
    }

    /** The address with a token in it (RFC 5233, 1), by which an answer names what it answers. */
    public String replyAddress(String token) {
        return address.substring(0, address.lastIndexOf('@')) + "+k" + token + "@" + domain();
    }

    /** Whether the copies that the server files are looked at, for it may give our mails other Message-IDs. */
    public boolean learnsIds() {
        return sentCopy == SentCopy.AUTO && !wantsSentCopies() && !Boolean.TRUE.equals(keepsIds);
    }

    /** How long the server gets to file one by itself, where it does so or nobody knows. */
    public Duration sentCopyDelay() {
        return sentCopy == SentCopy.AUTO && !Boolean.FALSE.equals(filesSent) ? FILING_MAX : Duration.ZERO;
    }

    /** When the first mail left; the ramp-up is counted from here. Null before that. */
    public @Nullable Instant firstSentAt() {
        return firstSentAt;
    }

    public @Nullable Instant lastSentAt() {
        return lastSentAt;
    }

    /** The end of the gap after the last mail; null before the first. */
    public @Nullable Instant nextSendAt() {
        return nextSendAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When the inbox was last read in full; null before the first time. */
    public @Nullable Instant inboxReadAt() {
        return inboxReadAt;
    }

    /** Since when it is neither read nor sent from, by a person's wish; null while it is connected. */
    public @Nullable Instant disconnectedAt() {
        return disconnectedAt;
    }

    /** When it last read its inbox and could send; null before the first time. */
    public @Nullable Instant ranAt() {
        return ranAt;
    }

    /** Why this mailbox does not read, or else why it does not send; null when all is well. */
    public @Nullable Sentence trouble() {
        if (trouble != null) {
            var why = SentenceJson.read(trouble);
            return readRestsUntil == null
                    ? why
                    : Sentence.of("trouble.reading-rests", readRestsUntil.atZone(timeZone()), why);
        }
        return sendTrouble == null || sendRestsUntil == null
                ? null
                : Sentence.of("trouble.resting", sendRestsUntil.atZone(timeZone()), SentenceJson.read(sendTrouble));
    }

    /** Since when; null when all is well. */
    public @Nullable Instant troubleAt() {
        return trouble == null ? sendTroubleAt : troubleAt;
    }

    /** Until when the inbox is not read, and nothing sent, because the server asked for it; null when all is well. */
    public @Nullable Instant readRestsUntil() {
        return readRestsUntil;
    }

    /** Whether it keeps from reading now because the server would not have it. */
    public boolean readingRestsAt(Instant now) {
        return trouble != null && readRestsUntil != null && now.isBefore(readRestsUntil);
    }

    /** Until when nothing is sent because the server would not have it; null when all is well. */
    public @Nullable Instant sendRestsUntil() {
        return sendRestsUntil;
    }

    /** Whether it keeps from sending now because the server would not have it. The inbox is read meanwhile. */
    public boolean restsAt(Instant now) {
        return sendRestsUntil != null && now.isBefore(sendRestsUntil);
    }

    /** Whether nothing was wrong with reading it last. */
    public boolean reads() {
        return trouble == null;
    }

    /** Whether it reads, and may try to send. An old trouble of sending ends with the next mail. */
    public boolean isWellAt(Instant now) {
        return reads() && !restsAt(now);
    }
}
