using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Importing;

/// <summary>
/// One job's random key: what the job keeps of a department's rows is sealed under keys made from it, and the rows' request keys are
/// made from it. It lies wrapped in the job's row, as holders' keys lie in theirs; without the row nobody can read what is left.
/// </summary>
internal sealed class ImportKey : IDisposable
{
    /// <summary>Bytes of a job's name.</summary>
    public const int IdLength = 16;

    private const int NonceLength = Sm4Gcm.NonceLength;
    private const int TagLength = Sm4Gcm.TagLength;
    private const int KeyLength = 32;
    private const string Details = "details";
    private readonly byte[] _key;
    private readonly byte[] _id;
    private readonly Sm4Gcm _rows;

    private ImportKey(byte[] key, ReadOnlySpan<byte> id)
    {
        (_key, _id) = (key, id.ToArray());
        _rows = new Sm4Gcm(Derive("import-rows", []).Span[..Sm4Gcm.KeyLength]);
    }

    /// <summary>A new key for a job.</summary>
    public static ImportKey Create(ReadOnlySpan<byte> id) => new(RandomNumberGenerator.GetBytes(KeyLength), id);

    /// <summary>Unwraps a job's key.</summary>
    /// <exception cref="CryptographicException">Changed, another job's, or wrapped under other secrets.</exception>
    public static ImportKey Unwrap(HolderSecrets secrets, string origin, ReadOnlySpan<byte> id, ReadOnlySpan<byte> wrapped)
    {
        byte[] key = new byte[KeyLength];
        using Sm4Gcm cipher = new(secrets.WrappingKey);
        bool opens = wrapped.Length == NonceLength + KeyLength + TagLength && cipher.TryDecrypt(
            wrapped[..NonceLength], wrapped[NonceLength..^TagLength], wrapped[^TagLength..], key, WrapData(origin, id));
        return opens ? new ImportKey(key, id) : throw new CryptographicException("An import's wrapped key does not open.");
    }

    /// <summary>The key as it is stored: nonce ‖ wrapped key ‖ tag.</summary>
    public byte[] Wrap(HolderSecrets secrets, string origin)
    {
        byte[] wrapped = new byte[NonceLength + KeyLength + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using Sm4Gcm cipher = new(secrets.WrappingKey);
        cipher.Encrypt(
            wrapped.AsSpan(0, NonceLength), _key, wrapped.AsSpan(NonceLength, KeyLength), wrapped.AsSpan(NonceLength + KeyLength), WrapData(origin, _id));
        return wrapped;
    }

    /// <summary>The key of a file, which the file's random salt makes its own.</summary>
    public byte[] OfFile(ReadOnlySpan<byte> salt) => Derive("import-file", salt).Span[..Sm4Gcm.KeyLength].ToArray();

    /// <summary>Seals what is kept under a name: nonce ‖ ciphertext ‖ tag.</summary>
    public byte[] Seal(string name, ReadOnlySpan<byte> content)
    {
        byte[] sealedContent = new byte[NonceLength + content.Length + TagLength];
        RandomNumberGenerator.Fill(sealedContent.AsSpan(0, NonceLength));
        _rows.Encrypt(
            sealedContent.AsSpan(0, NonceLength), content, sealedContent.AsSpan(NonceLength, content.Length), sealedContent.AsSpan(^TagLength..), NameData(name));
        return sealedContent;
    }

    /// <summary>Opens what was sealed under this name.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed under another name or for another job.</exception>
    public byte[] Open(string name, ReadOnlySpan<byte> sealedContent)
    {
        byte[] content = new byte[int.Max(0, sealedContent.Length - NonceLength - TagLength)];
        bool opens = sealedContent.Length >= NonceLength + TagLength && _rows.TryDecrypt(
            sealedContent[..NonceLength], sealedContent[NonceLength..^TagLength], sealedContent[^TagLength..], content, NameData(name));
        return opens ? content : throw new CryptographicException("What an import kept does not open.");
    }

    /// <summary>Seals a job's details.</summary>
    public byte[] SealDetails(ImportDetails details) => Seal(Details, details.ToByteArray());

    /// <summary>Opens a job's details.</summary>
    /// <exception cref="CryptographicException">Changed, or of another job.</exception>
    public ImportDetails OpenDetails(ImportJobRow row) => ImportDetails.Parser.ParseFrom(Open(Details, row.SealedDetails.Span));

    /// <summary>
    /// The request key of a row: the same whenever, and as often as, the row is tried, so that no row ever becomes two licences; keyed with
    /// what only this node has.
    /// </summary>
    /// <param name="system">The system that sent the file.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="request">Everything the row asks for.</param>
    public RequestKey OfRow(string system, long row, ReadOnlySpan<byte> request)
    {
        Digest name = Derive("import-request", Encoding.ASCII.GetBytes(row.ToString(CultureInfo.InvariantCulture)));
        return RequestKey.For($"import\n{system}", Convert.ToHexString(name.Span), request);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    private Digest Derive(string purpose, ReadOnlySpan<byte> salt) =>
        HmacSm3.Compute(_key, [.. Encoding.UTF8.GetBytes($"{purpose}\n"), .. _id, .. salt]);

    private byte[] NameData(string name) => [.. Encoding.UTF8.GetBytes($"import\n{name}\n"), .. _id];

    private static byte[] WrapData(string origin, ReadOnlySpan<byte> id) => [.. Encoding.UTF8.GetBytes($"{origin}\nimport-key\n"), .. id];
}
