using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>
/// What the issuing authority signs of a copy (加注件): which licence was copied, for whom, for what and until when (GB/T 36903:
/// JZJZZSJ, JZJZZZ, JZJZZSY, JZJYXQJZSJ). It names no person in full.
/// </summary>
/// <param name="Serial">32 lower-case hexadecimal characters: the random 128-bit name under which the log and its status map know the copy.</param>
/// <param name="Identifier">证照标识 of the licence.</param>
/// <param name="Handle">The licence's handle, 32 lower-case hexadecimal characters.</param>
/// <param name="Log">Origin of the log that holds both.</param>
/// <param name="LicenceStatement">SM3 of the licence statement.</param>
/// <param name="Issuer">Code of the authority that issued the licence and signs the copy.</param>
/// <param name="Purpose">制作事由: what the copy may be used for.</param>
/// <param name="Recipient">Who may use it.</param>
/// <param name="Maker">制作者: who made it, by name.</param>
/// <param name="MadeAt">制作时间, to the second.</param>
/// <param name="ExpiresAt">有效期截止时间, to the second: the last moment at which it counts.</param>
/// <param name="Shown">Names of the fields it shows, in printed order; null where it shows all.</param>
/// <param name="SealKey">SM3 of the certificate whose key seals the statement.</param>
/// <param name="SigningKey">SM3 of the certificate whose P-256 key signs it beside the seal.</param>
public sealed record CopyStatement(
    string Serial,
    string Identifier,
    string Handle,
    string Log,
    Digest LicenceStatement,
    string Issuer,
    string Purpose,
    CopyRecipient Recipient,
    string Maker,
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string>? Shown,
    Digest SealKey,
    Digest SigningKey)
{
    /// <summary>The longest purpose, in UTF-16 code units.</summary>
    public const int MaximumPurposeLength = 200;

    private const string Kind = "copy-statement/v1";

    /// <summary>The canonical bytes that are signed and whose SM3 stands in the log.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(ToJson());

    /// <summary>The copy's key in the status map of its log.</summary>
    public Digest MapKeyOf() => MapKey.For(Log, MapNamespace.Copy, Convert.FromHexString(Serial));

    internal JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["kind"] = Kind,
            ["serial"] = Serial,
            ["identifier"] = Identifier,
            ["handle"] = Handle,
            ["log"] = Log,
            ["licenceStatement"] = LicenceStatement.ToHex(),
            ["issuer"] = Issuer,
            ["purpose"] = Purpose,
            ["recipient"] = Recipient.ToJson(),
            ["maker"] = Maker,
            ["madeAt"] = Forms.Of(MadeAt),
            ["expiresAt"] = Forms.Of(ExpiresAt),
            ["sealKey"] = SealKey.ToHex(),
            ["signingKey"] = SigningKey.ToHex(),
        };
        if (Shown is not null)
        {
            json["shown"] = new JsonArray([.. Shown.Select(name => JsonValue.Create(name))]);
        }

        return json;
    }

    /// <exception cref="FormatException">A member is missing, unknown, or not of its form.</exception>
    internal static CopyStatement FromJson(StrictJsonMembers members)
    {
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        CopyStatement statement = new(
            members.Text("serial", Forms.Hex16),
            members.Text("identifier", Forms.UpTo(200)),
            members.Text("handle", Forms.Hex16),
            members.Text("log", Forms.Origin),
            members.Text("licenceStatement", Digest.FromHex),
            members.Text("issuer", Forms.UpTo(18)),
            members.Text("purpose", Forms.Filled(MaximumPurposeLength)),
            CopyRecipient.FromJson(members.Part("recipient")),
            members.Text("maker", Forms.Filled(CopyRecipient.MaximumNameLength)),
            members.Text("madeAt", Forms.Moment),
            members.Text("expiresAt", Forms.Moment),
            members.Has("shown") ? members.Texts("shown", LicenceDocument.MaximumFields, Forms.Named) : null,
            members.Text("sealKey", Digest.FromHex),
            members.Text("signingKey", Digest.FromHex));
        members.RefuseOthers();
        return statement;
    }
}
