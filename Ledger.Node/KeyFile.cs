using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Crypto.Signing;

namespace Ledger.Node;

/// <summary>
/// A signing key as a key folder names it: <c>NAME.key</c> with the key itself, or <c>NAME.p11</c> with the place of a key in a hardware
/// module. Never both: which one signs must not depend on what happens to be there.
/// </summary>
internal static class KeyFile
{
    private const string PinLabel = "PIN";
    private const int MaxLength = 4096;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Opens a key.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">Its file without the ending.</param>
    /// <param name="passphrase">Of encrypted files; null where none is.</param>
    /// <exception cref="FormatException">Both files exist, or the settings of the module are malformed.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to a file with a secret.</exception>
    /// <exception cref="CryptographicException">The key is malformed or cannot be used.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static SigningKey Load(string folder, string name, KeyPassphrase? passphrase)
    {
        string file = Path.Combine(folder, name + ".key");
        string module = Path.Combine(folder, name + ".p11");
        if (!File.Exists(module))
        {
            return SigningKeyFile.Load(file, passphrase);
        }

        return File.Exists(file)
            ? throw new FormatException($"{module} and {file}: only one of them names the key that signs.")
            : OfModule(module, folder, passphrase);
    }

    /// <summary>Encrypts the file of a PIN in place, crash-safely.</summary>
    /// <returns>False where it was encrypted before.</returns>
    public static bool EncryptPin(string path, KeyPassphrase passphrase)
    {
        byte[] pin = SecretFile.Read(path, PinLabel, passphrase, out bool wasEncrypted);
        if (!wasEncrypted)
        {
            SecretFile.Replace(path, PinLabel, pin, passphrase);
        }

        CryptographicOperations.ZeroMemory(pin);
        return !wasEncrypted;
    }

    private static ModuleKey OfModule(string path, string folder, KeyPassphrase? passphrase)
    {
        ModuleFile settings = Read(path);
        Pkcs11Settings key = settings.ToSettings() ?? throw new FormatException($"{path}: algorithm: SM2 or P-256.");
        if ((key.Problem() ?? PinProblem(settings.Pin)) is string problem)
        {
            throw new FormatException($"{path}: {problem}");
        }

        byte[] pin = ReadPin(settings.Pin, folder, passphrase);
        try
        {
            return new ModuleKey(key, Line(pin));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    private static ModuleFile Read(string path)
    {
        byte[] json = File.ReadAllBytes(path);
        try
        {
            return json.Length <= MaxLength && JsonSerializer.Deserialize<ModuleFile>(json, Json) is ModuleFile settings
                ? settings
                : throw new FormatException($"{path} is empty or has more than {MaxLength} bytes.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private static string? PinProblem(string pin) =>
        pin == KeyPassphraseSource.StandardInput ? "pin: standard input is for the passphrase; name a file or a credential." : KeyPassphraseSource.Problem(pin);

    private static byte[] ReadPin(string source, string folder, KeyPassphrase? passphrase) =>
        KeyPassphraseSource.CredentialOf(source) is string credential
            ? KeyPassphraseSource.ReadCredential(credential)
            : SecretFile.Read(Path.Combine(folder, source), PinLabel, passphrase, out _);

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> content)
    {
        int end = content.IndexOf((byte)'\n');
        return (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
    }

    /// <summary>The file as it is written.</summary>
    private sealed record ModuleFile
    {
        public required string Module { get; init; }

        public required string Token { get; init; }

        public string? Label { get; init; }

        public string? Id { get; init; }

        public required string Algorithm { get; init; }

        public long? Mechanism { get; init; }

        public required string Pin { get; init; }

        public int Sessions { get; init; } = 4;

        public int TimeoutMilliseconds { get; init; } = 5000;

        public Pkcs11Settings? ToSettings() => Algorithm is not ("SM2" or "P-256") ? null : new Pkcs11Settings
        {
            Module = Module,
            Token = Token,
            Label = Label,
            Id = Id,
            Algorithm = Algorithm == "SM2" ? SignatureAlgorithm.Sm2Sm3 : SignatureAlgorithm.EcdsaP256Sha256,
            Mechanism = Mechanism ?? Pkcs11Settings.EcdsaMechanism,
            Sessions = Sessions,
            TimeoutMilliseconds = TimeoutMilliseconds,
        };
    }
}
