using Ledger.Crypto.Encoding;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Reconciliation;

/// <summary>One licence as a department's own system has it. Fields may be personal data: in memory only.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Standing">What became of it; null where nothing is said.</param>
/// <param name="ValidFrom">First day; null where nothing is said.</param>
/// <param name="ValidTo">Last day, empty for 长期; null where nothing is said.</param>
/// <param name="Fields">Face fields by their national short names; empty where nothing is said.</param>
internal sealed record ManifestLine(
    string Identifier, RecordStanding? Standing, string? ValidFrom, string? ValidTo, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Longest line in bytes.</summary>
    public const int MaximumBytes = 16 << 10;

    private const int MostFields = 200;

    /// <summary>Reads a line: strict JSON.</summary>
    /// <exception cref="FormatException">It is something else; the message does not repeat it.</exception>
    public static ManifestLine Parse(ReadOnlySpan<byte> json)
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(json, new StrictJsonLimits(MaximumBytes, 3)));
        ManifestLine line = new(
            members.Text("identifier", text => LicenceIdentifier.TryParse(text, out LicenceIdentifier? known) ? known.ToString() : throw new FormatException("identifier: no licence identifier.")),
            members.Has("standing") ? members.Text<RecordStanding?>("standing", code => RecordStandingText.Find(code) ?? throw new FormatException("standing: active, suspended or ended.")) : null,
            members.Has("validFrom") ? members.Text("validFrom", DayOf) : null,
            members.Has("validTo") ? members.Text("validTo", text => text.Length == 0 ? text : DayOf(text)) : null,
            members.Has("fields") ? FieldsOf(members.Part("fields")) : new Dictionary<string, string>());
        members.RefuseOthers();
        return line;
    }

    /// <summary>The identifier alone: what a line says may end up in a log.</summary>
    public override string ToString() => $"{nameof(ManifestLine)} {Identifier}";

    private static string DayOf(string text) => LicenceDate.Format(LicenceDate.Parse(text));

    private static Dictionary<string, string> FieldsOf(StrictJsonMembers fields)
    {
        Dictionary<string, string> read = fields.Names.Take(MostFields + 1).ToDictionary(name => name, name => fields.Text(name), StringComparer.Ordinal);
        return read.Count <= MostFields ? read : throw new FormatException($"fields: at most {MostFields}.");
    }
}
