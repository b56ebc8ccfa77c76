using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Auditing;

/// <summary>
/// What stands for people and things in the audit log: the first 16 bytes of an HMAC-SM3 under a key of its own. Who has the key can
/// match a name or a number that they know already; nobody can read one out.
/// </summary>
/// <param name="key">32 bytes.</param>
internal sealed class AuditPseudonyms(byte[] key) : IDisposable
{
    private const int KeyIdLength = 8;
    private const int LongestCode = 64;

    /// <summary>Those of a node.</summary>
    public static AuditPseudonyms Of(HolderSecrets secrets) => new(secrets.AuditKey().ToArray());

    /// <summary>Tells the key from others without giving anything away.</summary>
    public ByteString KeyId { get; } = ByteString.CopyFrom(Sm3.Hash(key).Span[..KeyIdLength]);

    /// <summary>A licence, by its identifier in the form that licences print.</summary>
    public ByteString Licence(string identifier) => Of("licence", identifier);

    /// <summary>A holder, by its code (citizen number, unified social credit code or another); small letters count as capitals.</summary>
    public ByteString Holder(string code) => Of("holder", code.ToUpperInvariant());

    /// <summary>A number that an authority printed on licences.</summary>
    public ByteString Number(string issuer, string number) => Of("number", $"{issuer}\n{number}");

    /// <summary>A person, by the account or name under which a system or an identity provider knows them.</summary>
    /// <param name="realm">Who knows them: the system's name, or the provider.</param>
    /// <param name="name">Account or name.</param>
    public ByteString Person(string realm, string name) => Of("person", $"{realm}\n{name}");

    /// <summary>Any other text.</summary>
    /// <param name="kind">One word.</param>
    /// <param name="text">The text; empty gives no pseudonym.</param>
    public ByteString Of(string kind, string text)
    {
        if (text.Length == 0)
        {
            return ByteString.Empty;
        }

        byte[] bytes = Encoding.UTF8.GetBytes($"audit {kind}\n{text}");
        try
        {
            return ByteString.CopyFrom(HmacSm3.Compute(key, bytes).Span[..AuditEdge.SubjectLength]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>A code as it is, where it can be one; empty for any other text, which could say who somebody is.</summary>
    public static string Code(string text) =>
        text.Length <= LongestCode && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? text : "";

    /// <summary>Clears the key from memory.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
