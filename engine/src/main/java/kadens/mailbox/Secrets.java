package kadens.mailbox;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import kadens.language.Refusal;
import kadens.store.PrivateFile;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what must not be read in the database: AES-256-GCM by Tink, bound to the mailbox it belongs to.
 *
 * <p>The key is a Tink keyset in JSON: from {@code KADENS_SECRET_KEY}, else in {@code secret.key} under
 * {@code KADENS_HOME}, where it is made at the first start. Every node of one database needs the same.
 */
public final class Secrets {

    private final Aead aead;

    private Secrets(Aead aead) {
        this.aead = aead;
    }

    /**
     * @param keyset the keyset in JSON, or null to use or make the file
     * @throws Refusal if the key can't be read or is malformed
     */
    public static Secrets open(@Nullable String keyset, Path home) {
        var file = home.resolve("secret.key");
        try {
            AeadConfig.register();
            return new Secrets(read(keyset != null ? keyset : keysetIn(file)));
        } catch (GeneralSecurityException e) {
            var where = keyset != null ? "KADENS_SECRET_KEY" : file.toString();
            throw new Refusal(
                    where + " is not a Tink keyset in JSON. Restore the key that this database was used with.", e);
        } catch (IOException e) {
            throw new Refusal(
                    "The secret key " + file + " can't be read or made (" + e.getMessage()
                            + "). Set KADENS_HOME to a folder that you may write to.",
                    e);
        }
    }

    /** @param owner the mailbox address that the secret belongs to */
    byte[] encrypt(String secret, String owner) {
        try {
            return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), owner.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Refusal if it was encrypted with another key or for another mailbox */
    String decrypt(byte[] secret, String owner) {
        try {
            return new String(aead.decrypt(secret, owner.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new Refusal(
                    "The password of " + owner + " was encrypted with another key."
                            + " Set KADENS_SECRET_KEY (or secret.key under KADENS_HOME) to the one used before.",
                    e);
        }
    }

    private static Aead read(String keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static String keysetIn(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            make(file);
        }
        return Files.readString(file);
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        var keyset = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        PrivateFile.make(file, keyset);
    }
}
