using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Parties;

/// <summary>
/// The two secrets under which holders are kept: the key that wraps their keys, and the key that hides their codes. One
/// file, for the owner's eyes only. Who has the file and the store can read everything; without the file nobody can.
/// </summary>
internal sealed class HolderSecrets : IDisposable
{
    private const int WrappingKeyLength = 16;
    private const int LookupKeyLength = 32;
    private const string Label = "HOLDER SECRETS";
    private readonly byte[] _wrappingKey;
    private readonly byte[] _lookupKey;

    private HolderSecrets(ReadOnlySpan<byte> secrets)
    {
        _wrappingKey = secrets[..WrappingKeyLength].ToArray();
        _lookupKey = secrets[WrappingKeyLength..].ToArray();
    }

    // File: magic ‖ wrapping key ‖ lookup key ‖ SM3 of all before. A damaged key would fit nothing without saying so.
    private static ReadOnlySpan<byte> Magic => "ledger holder secrets v1\n"u8;

    private static int FileLength => Magic.Length + WrappingKeyLength + LookupKeyLength + Digest.Length;

    /// <summary>The SM4 key that wraps the holders' keys.</summary>
    public ReadOnlySpan<byte> WrappingKey => _wrappingKey;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">For an encrypted file; null where there is none.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than the owner have access to it.</exception>
    /// <exception cref="CryptographicException">It is damaged, something else, or encrypted under another passphrase.</exception>
    public static HolderSecrets Open(string path, KeyPassphrase? passphrase = null)
    {
        byte[] content = SecretFile.Read(path, Label, passphrase, out _);
        try
        {
            ReadOnlySpan<byte> body = content.AsSpan()[..Math.Max(0, content.Length - Digest.Length)];
            bool isWhole = content.Length == FileLength
                && body.StartsWith(Magic)
                && Sm3.Hash(body).Span.SequenceEqual(content.AsSpan(body.Length));
            return isWhole
                ? new HolderSecrets(body[Magic.Length..])
                : throw new CryptographicException($"{path} does not hold holder secrets, is damaged, or the passphrase is wrong.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Makes new secrets in a new file. When this returns, the file outlives a power cut.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">To encrypt it; null to write it in the clear.</param>
    /// <exception cref="IOException">The file exists: secrets are never overwritten. Or it could not be written.</exception>
    public static HolderSecrets Create(string path, KeyPassphrase? passphrase = null)
    {
        if (File.Exists(path))
        {
            throw new IOException($"{path} exists; secrets are never overwritten.");
        }

        Span<byte> content = stackalloc byte[FileLength];
        try
        {
            Span<byte> body = content[..^Digest.Length];
            Magic.CopyTo(body);
            RandomNumberGenerator.Fill(body[Magic.Length..]);
            Sm3.Hash(body).CopyTo(content[body.Length..]);

            // Replaces nothing, but is written under another name first: half of the secrets would be no secrets.
            Write(path, content, passphrase);
            return new HolderSecrets(body[Magic.Length..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Encrypts the file in place, crash-safely.</summary>
    /// <returns>False where it was encrypted before.</returns>
    /// <exception cref="CryptographicException">It is damaged, or encrypted under another passphrase. It was not touched.</exception>
    public static bool Encrypt(string path, KeyPassphrase passphrase)
    {
        Open(path, passphrase).Dispose(); // nothing is encrypted that is not what it should be
        byte[] content = SecretFile.Read(path, Label, passphrase, out bool wasEncrypted);
        try
        {
            if (!wasEncrypted)
            {
                SecretFile.Replace(path, Label, content, passphrase);
            }

            return !wasEncrypted;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>What stands for a holder's code wherever it has to be found: a keyed hash, useless without the key.</summary>
    public Digest Lookup(string codeType, string code) => Keyed(CodeText(codeType, code));

    /// <summary>The same of several holders, hashed in lanes.</summary>
    public Digest[] LookupEach(IEnumerable<(string CodeType, string Code)> holders) => KeyedEach(holders.Select(one => CodeText(one.CodeType, one.Code)));

    /// <summary>The same for the number that an authority printed on a licence, which for some types is a person's own.</summary>
    public Digest NumberLookup(string issuer, string number) => Keyed(NumberText(issuer, number));

    /// <summary>The same of several numbers, hashed in lanes.</summary>
    public Digest[] NumberLookupEach(IEnumerable<(string Issuer, string Number)> numbers) =>
        KeyedEach(numbers.Select(one => NumberText(one.Issuer, one.Number)));

    /// <summary>What stands for a case (办件) of an authority wherever its materials have to be found.</summary>
    public Digest CaseLookup(string authority, string caseNumber) => Keyed($"case\n{authority}\n{caseNumber}");

    /// <summary>Ties a place in a list to the list: nobody without the key makes one up or moves it to another list.</summary>
    public Digest CursorTag(string list, ReadOnlySpan<byte> position) => Keyed($"cursor\n{list}\n{Convert.ToHexStringLower(position)}");

    /// <summary>What stands for an operator's account in the events of seals.</summary>
    public Digest OperatorLookup(string authority, string account) => Keyed($"seal-operator\n{authority}\n{account}");

    /// <summary>What stands for a person who signs in, wherever it has to be told that it is the same one.</summary>
    public Digest PersonLookup(string issuer, string subject) => Keyed($"signed-in-person\n{issuer}\n{subject}");

    /// <summary>What stands for a session of a provider's own, wherever it has to be told that it is the same one.</summary>
    public Digest ProviderSessionLookup(string issuer, string session) => Keyed($"provider-session\n{issuer}\n{session}");

    /// <summary>Of its first 16 bytes, the key under which details of seals lie sealed.</summary>
    public Digest SealDetailsKey() => Keyed("seal-details\n");

    /// <summary>Of its first 16 bytes, the key under which consents lie sealed that nobody has confirmed.</summary>
    public Digest AssistedConsentKey() => Keyed("assisted-consent\n");

    /// <summary>Of its first 16 bytes, the key under which use receipts lie sealed that this node gave.</summary>
    public Digest UseReceiptKey() => Keyed("use-receipt\n");

    /// <summary>Of its first 16 bytes, the key under which applications for renewals lie sealed.</summary>
    public Digest RenewalApplicationKey() => Keyed("renewal-application\n");

    /// <summary>What stands for the one-time code of a consent that is to be confirmed.</summary>
    public Digest ConsentCodeLookup(ReadOnlySpan<byte> consent, string code) => Keyed($"consent-code\n{Convert.ToHexStringLower(consent)}\n{code}");

    /// <summary>Of its first 16 bytes, the key under which inspection plans lie sealed.</summary>
    public Digest InspectionKey() => Keyed("inspection\n");

    /// <summary>What stands for an inspection plan (检查码) of an authority.</summary>
    public Digest InspectionLookup(string authority, string number) => Keyed($"inspection-number\n{authority}\n{number}");

    /// <summary>What stands for a system in the events of uses.</summary>
    public Digest UseCallerLookup(string system) => Keyed($"use-caller\n{system}");

    /// <summary>The key that an authority shares to compare records.</summary>
    public Digest ReconciliationKey(string authority) => Keyed($"reconciliation\n{authority}");

    /// <summary>Of its first 16 bytes, the name of the report on a manifest.</summary>
    public Digest ManifestName(string authority, string key) => Keyed($"manifest\n{authority}\n{key}");

    /// <summary>The key of the pseudonyms of the audit log: an auditor may have it, and learns nothing else by it.</summary>
    public Digest AuditKey() => Keyed("audit-pseudonyms\n");

    /// <summary>Tells these secrets from others without giving anything away.</summary>
    public Digest Fingerprint() => HmacSm3.Compute(_lookupKey, [.. "fingerprint\n"u8, .. _wrappingKey]);

    /// <summary>Clears both secrets from memory.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_wrappingKey);
        CryptographicOperations.ZeroMemory(_lookupKey);
    }

    private static string CodeText(string codeType, string code) => $"holder-code\n{codeType}\n{code}";

    private static string NumberText(string issuer, string number) => $"licence-number\n{issuer}\n{number}";

    private Digest[] KeyedEach(IEnumerable<string> texts)
    {
        byte[][] data = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];
        try
        {
            return HmacSm3.ComputeEach([.. data.Select(one => ((ReadOnlyMemory<byte>)_lookupKey, (ReadOnlyMemory<byte>)one))]);
        }
        finally
        {
            Array.ForEach(data, one => CryptographicOperations.ZeroMemory(one));
        }
    }

    private Digest Keyed(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        try
        {
            return HmacSm3.Compute(_lookupKey, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content, KeyPassphrase? passphrase)
    {
        if (passphrase is null)
        {
            PrivateFile.Replace(path, content);
        }
        else
        {
            SecretFile.Replace(path, Label, content, passphrase);
        }
    }
}
