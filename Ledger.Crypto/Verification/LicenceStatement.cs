using System.Buffers;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// What the issuing department signs: which licence this is, on which log it stands, and the root of its fields.
/// It names no person; everything printed is a <see cref="FaceField"/> under <see cref="FieldsRoot"/>.
/// </summary>
/// <param name="Identifier">证照标识 (GB/T 36904).</param>
/// <param name="Type">21-character type code.</param>
/// <param name="Issuer">18-character unified social credit code of the issuing authority.</param>
/// <param name="Handle">32 lower-case hexadecimal characters: the random 128-bit name under which the log and its status map know the licence.</param>
/// <param name="Log">Origin of the log that holds the licence, for example <c>ledger.example/sh</c>.</param>
/// <param name="FieldsRoot">Root of the field tree.</param>
/// <param name="FieldCount">Number of fields under the root.</param>
/// <param name="Version">1 for the first issue, one more for each change.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="ValidFrom">First day on which the licence is valid.</param>
/// <param name="ValidTo">Last day on which it is valid; null means 长期 (no end).</param>
/// <param name="Previous">Identifier that this licence replaces, or null.</param>
/// <param name="SealKey">SM3 of the certificate whose key seals the statement.</param>
/// <param name="SigningKey">SM3 of the certificate whose P-256 key signs it beside the seal.</param>
public sealed record LicenceStatement(
    string Identifier,
    string Type,
    string Issuer,
    string Handle,
    string Log,
    Digest FieldsRoot,
    int FieldCount,
    int Version,
    DateOnly IssuedOn,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string? Previous,
    Digest SealKey,
    Digest SigningKey)
{
    private const string Kind = "licence-statement/v1";

    /// <summary>The highest version.</summary>
    internal const int MaximumVersion = 999;

    // The forms of members, whoever reads them.
    internal static readonly Func<string, string> LongText = Forms.UpTo(200);
    internal static readonly Func<string, string> TypeOf = Forms.UpTo(21);
    internal static readonly Func<string, string> IssuerOf = Forms.UpTo(18);

    /// <summary>The canonical bytes that are signed and whose SM3 stands in the log.</summary>
    public byte[] ToBytes()
    {
        ArrayBufferWriter<byte> output = KeptBuffer.Take();
        Write(output);
        return KeptBuffer.ToArray(output);
    }

    /// <summary>Reads bytes of exactly the form that <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static LicenceStatement Parse(ReadOnlySpan<byte> bytes) =>
        FromJson(new StrictJsonMembers(StrictJson.ParseCanonical(bytes, new StrictJsonLimits(LicenceDocument.MaximumBytes))));

    /// <summary>The 16 bytes of <see cref="Handle"/>.</summary>
    public byte[] HandleBytes() => Convert.FromHexString(Handle);

    /// <summary>The keys under which the status map of <see cref="Log"/> has the two signing keys, each once.</summary>
    public IReadOnlyList<Digest> SigningMapKeys() => [.. new[] { SealKey, SigningKey }.Distinct().Select(key => KeyStanding.MapKeyOf(Log, key))];

    /// <summary>Writes <see cref="ToBytes"/>.</summary>
    internal void Write(ArrayBufferWriter<byte> output)
    {
        CanonicalMembers members = new(output);
        members.Number("fieldCount"u8, FieldCount);
        members.Hex("fieldsRoot"u8, FieldsRoot);
        members.Text("handle"u8, Handle);
        members.Text("identifier"u8, Identifier);
        members.Text("issuedOn"u8, Forms.Of(IssuedOn));
        members.Text("issuer"u8, Issuer);
        members.Text("kind"u8, Kind);
        members.Text("log"u8, Log);
        if (Previous is not null)
        {
            members.Text("previous"u8, Previous);
        }

        members.Hex("sealKey"u8, SealKey);
        members.Hex("signingKey"u8, SigningKey);
        members.Text("type"u8, Type);
        members.Text("validFrom"u8, Forms.Of(ValidFrom));
        if (ValidTo is DateOnly end)
        {
            members.Text("validTo"u8, Forms.Of(end));
        }

        members.Number("version"u8, Version);
        members.End();
    }

    /// <exception cref="FormatException">A member is missing, unknown, or not of its form.</exception>
    internal static LicenceStatement FromJson(StrictJsonMembers members)
    {
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        LicenceStatement statement = new(
            members.Text("identifier", LongText),
            members.Text("type", TypeOf),
            members.Text("issuer", IssuerOf),
            members.Text("handle", Forms.Hex16),
            members.Text("log", LongText),
            members.Text("fieldsRoot", Digest.FromHex),
            (int)members.Number("fieldCount", least: 1, greatest: LicenceDocument.MaximumFields),
            (int)members.Number("version", least: 1, greatest: MaximumVersion),
            members.Text("issuedOn", Forms.Date),
            members.Text("validFrom", Forms.Date),
            members.Has("validTo") ? members.Text("validTo", Forms.Date) : null,
            members.Has("previous") ? members.Text("previous", LongText) : null,
            members.Text("sealKey", Digest.FromHex),
            members.Text("signingKey", Digest.FromHex));
        members.RefuseOthers();
        return statement;
    }
}
