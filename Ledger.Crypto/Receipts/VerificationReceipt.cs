using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>
/// What a verifier states and signs (核验回执): which file was checked, by what, with what outcome. It holds what the verdict shows and
/// nothing more: no holder, no number, no field of the licence but its name.
/// </summary>
/// <param name="Serial">16 random bytes, 32 lower-case hexadecimal characters.</param>
/// <param name="Time">When it was verified, to the second.</param>
/// <param name="Node">Origin of the verifier's log.</param>
/// <param name="File">The file.</param>
/// <param name="Conclusion">The answer.</param>
/// <param name="Chinese">The decisive reason in one sentence.</param>
/// <param name="English">The same in English.</param>
/// <param name="Checks">Every check, in order.</param>
/// <param name="PolicyDigest">SHA-256 of the trust policy it was judged by.</param>
public sealed record VerificationReceipt(
    string Serial,
    DateTimeOffset Time,
    string Node,
    ReceiptFile File,
    Conclusion Conclusion,
    string Chinese,
    string English,
    IReadOnlyList<Check> Checks,
    Digest PolicyDigest)
{
    private const int MaximumChecks = 256;
    private const int LongestText = 4000;
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>What the status is proven for; null where none was.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The earlier moment that was judged instead of <see cref="Time"/>; null for none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>证照标识; null where no licence was read.</summary>
    public string? Identifier { get; init; }

    /// <summary>Name of the licence type as printed.</summary>
    public string? LicenceName { get; init; }

    /// <summary>Name of the issuing authority as printed.</summary>
    public string? IssuerName { get; init; }

    /// <summary>The canonical JSON that is signed.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(Write());

    internal JsonObject Write()
    {
        JsonObject json = new()
        {
            ["serial"] = Serial,
            ["time"] = TextOf(Time),
            ["node"] = Node,
            ["file"] = new JsonObject { ["length"] = File.Length, ["sha256"] = File.Sha256.ToHex(), ["sm3"] = File.Sm3.ToHex() },
            ["conclusion"] = ReceiptWords.Of(Conclusion),
            ["sentence"] = Both(Chinese, English),
            ["checks"] = new JsonArray([.. Checks.Select(check => new JsonObject
            {
                ["name"] = check.Name,
                ["result"] = ReceiptWords.Of(check.Result),
                ["compared"] = Both(check.Chinese, check.English),
            })]),
            ["policySha256"] = PolicyDigest.ToHex(),
        };
        Add(json, "asOf", AsOf is DateTimeOffset asOf ? TextOf(asOf) : null);
        Add(json, "at", At is DateTimeOffset at ? TextOf(at) : null);
        Add(json, "identifier", Identifier);
        Add(json, "licenceName", LicenceName);
        Add(json, "issuerName", IssuerName);
        return json;
    }

    /// <exception cref="FormatException">A member is absent, too many, or malformed.</exception>
    internal static VerificationReceipt Read(StrictJsonMembers members)
    {
        StrictJsonMembers file = members.Part("file");
        (string chinese, string english) = ReadBoth(members.Part("sentence"));
        VerificationReceipt receipt = new(
            members.Text("serial", Forms.Hex16),
            members.Text("time", TimeOf),
            members.Text("node", Forms.Origin),
            new ReceiptFile((int)file.Number("length", greatest: int.MaxValue), file.Text("sha256", Digest.FromHex), file.Text("sm3", Digest.FromHex)),
            members.Text("conclusion", ReceiptWords.ConclusionOf),
            chinese,
            english,
            [.. members.Parts("checks", MaximumChecks).Select(ReadCheck)],
            members.Text("policySha256", Digest.FromHex))
        {
            AsOf = members.Has("asOf") ? members.Text("asOf", TimeOf) : null,
            At = members.Has("at") ? members.Text("at", TimeOf) : null,
            Identifier = Optional(members, "identifier"),
            LicenceName = Optional(members, "licenceName"),
            IssuerName = Optional(members, "issuerName"),
        };
        file.RefuseOthers();
        members.RefuseOthers();
        return receipt;
    }

    private static Check ReadCheck(StrictJsonMembers members)
    {
        (string chinese, string english) = ReadBoth(members.Part("compared"));
        Check check = new(members.Text("name", Forms.Named), members.Text("result", ReceiptWords.ResultOf), chinese, english);
        members.RefuseOthers();
        return check;
    }

    private static JsonObject Both(string chinese, string english) => new() { ["chinese"] = chinese, ["english"] = english };

    private static (string Chinese, string English) ReadBoth(StrictJsonMembers members)
    {
        (string, string) both = (members.Text("chinese", Forms.UpTo(LongestText)), members.Text("english", Forms.UpTo(LongestText)));
        members.RefuseOthers();
        return both;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string? Optional(StrictJsonMembers members, string name) =>
        members.Has(name) ? members.Text(name, Forms.UpTo(LongestText)) : null;

    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not a moment written 2026-11-26T06:00:00Z.</exception>
    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.TryParseExact(
        text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time
        : throw new FormatException("A moment is written yyyy-MM-ddTHH:mm:ssZ.");
}
