using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>What a department asks for when it issues the next version of a licence. What is left null stays as it was.</summary>
/// <param name="Act">变更, 延续, 换发, 更正 or 标准改造.</param>
/// <param name="Decision">The ground; an empty legal basis stands for the one that the type names.</param>
internal sealed record NextVersion(LicenceAct Act, Decision Decision)
{
    /// <summary>标准改造: another type code than before.</summary>
    public string? Type { get; init; }

    /// <summary>证照编号 as printed.</summary>
    public string? Number { get; init; }

    /// <summary>The holder, or the first of several.</summary>
    public HolderIdentity? Holder { get; init; }

    /// <summary>Joint holders after the first.</summary>
    public IReadOnlyList<HolderIdentity>? CoHolders { get; init; }

    /// <summary>From when to when.</summary>
    public Validity? Validity { get; init; }

    /// <summary>Face fields whose values change or that are new.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Face fields that are left out from now on.</summary>
    public IReadOnlyCollection<string> Dropped { get; init; } = [];

    /// <summary>A new photograph of the holder; left null, the one before stays as long as its field does.</summary>
    public JpegPhoto? Photo { get; init; }

    /// <summary>Identifiers of the licences that a composite one brings together; left null: those that its face prints.</summary>
    public IReadOnlyList<string>? Components { get; init; }

    /// <summary>Index of the last event of the version before that was looked at; refused where another came since. Null: none matters.</summary>
    public long? AsOf { get; init; }

    /// <summary>The whole request: the version before, with what changes laid over it.</summary>
    /// <param name="before">The version before, opened.</param>
    /// <param name="lastDayField">The face field that prints the last day, which follows a new validity by itself; or null.</param>
    public IssueLicence Over(OpenedLicence before, string? lastDayField)
    {
        LicenceIdentifier identifier = before.Licence.Identifier;
        HolderIdentity[] holders = [.. LicenceFace.HoldersOf(before.Document)];
        Dictionary<string, string> fields = FieldsOver(before.Document, lastDayField);
        if (Photo is not null && before.Photo is { } old)
        {
            // The new one brings its own value.
            foreach (string key in fields.Where(field => field.Value == old.Digest).Select(field => field.Key).ToArray())
            {
                fields.Remove(key);
            }
        }

        return new IssueLicence(
            Type ?? identifier.Type,
            identifier.Issuer,
            identifier.Serial,
            Number ?? before.Document[FaceNames.Number]!,
            Holder ?? holders[0],
            Validity ?? before.Licence.Validity,
            fields,
            Decision)
        {
            CoHolders = CoHolders ?? holders[1..],
            Act = Act,
            Continues = before.Licence,
            AsOf = AsOf,
            Components = Components ?? [],
            Photo = Photo ?? (before.Photo is { } kept && fields.ContainsValue(kept.Digest) ? kept : null),
        };
    }

    private Dictionary<string, string> FieldsOver(LicenceDocument document, string? lastDayField)
    {
        Dictionary<string, string> fields = LicenceFace.FieldsOf(document).ToDictionary();
        if (Validity is not null && lastDayField is not null && fields.ContainsKey(lastDayField))
        {
            fields[lastDayField] = Validity.ToText();
        }

        foreach ((string key, string value) in Fields)
        {
            fields[key] = value;
        }

        foreach (string key in Dropped)
        {
            fields.Remove(key);
        }

        return fields;
    }
}
