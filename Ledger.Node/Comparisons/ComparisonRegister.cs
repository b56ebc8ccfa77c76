using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Comparisons;

/// <summary>
/// Compares what the licences of one holder say: name, code, address, legal representative. Two faces differ in one of these where both say
/// something and nothing is said by both: a domicile and a place of business are both addresses, and one of them in common is enough.
/// </summary>
internal sealed class ComparisonRegister(LedgerWriter ledger, LicenceTypes types, HolderVault vault)
{
    /// <summary>The most licences that one is compared with, the oldest first.</summary>
    public const int MostCompared = 200;

    /// <summary>The most licences of the holder that are looked at for these, ended ones and other authorities' included.</summary>
    public const int MostLookedAt = Ripple.MostLookedAt;

    private static readonly (FieldMeaning Meaning, string Chinese, string English)[] Compared =
    [
        (FieldMeaning.HolderName, "名称", "holder's name"),
        (FieldMeaning.HolderCode, "代码", "holder's code"),
        (FieldMeaning.Address, "地址", "address"),
        (FieldMeaning.LegalRepresentative, "法定代表人", "legal representative"),
    ];

    /// <summary>Compares a licence of the caller's own authority.</summary>
    /// <param name="authority">The caller's authority; only its own licences are compared and shown.</param>
    /// <param name="identifier">The licence.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or erased.</exception>
    public LicenceComparison Compare(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        Licence licence = LicenceRegister.Own(rows, authority, identifier);
        (LicenceType type, FaceValues face) = FaceOf(LicenceContents.Open(rows, vault, licence));
        Licence[] seen = [.. LicenceTable.OfHolder(rows, licence.Holders[0], after: null, MostLookedAt)];
        Licence[] others =
        [
            .. seen.Where(other => other.Identifier.Issuer == authority && other.EndedBy is null && other.Handle != licence.Handle)
                .Take(MostCompared + 1),
        ];
        OpenedLicence[] opened = [.. others.Take(MostCompared).Select(other => LicenceContents.TryOpen(rows, vault, other)).OfType<OpenedLicence>()];
        return new LicenceComparison(
            licence,
            opened.Length,
            Math.Min(others.Length, MostCompared) - opened.Length,
            seen.Length < MostLookedAt && others.Length <= MostCompared,
            [.. opened.SelectMany(other => Differences(type, face, other))]);
    }

    /// <summary>What two licences say differently, as seen from the first; who compares answers for being allowed to see both.</summary>
    public IEnumerable<FaceDifference> Compare(OpenedLicence one, OpenedLicence other)
    {
        (LicenceType type, FaceValues face) = FaceOf(one);
        return Differences(type, face, other);
    }

    private IEnumerable<FaceDifference> Differences(LicenceType type, FaceValues face, OpenedLicence opened)
    {
        (LicenceType otherType, FaceValues other) = FaceOf(opened);
        foreach ((FieldMeaning meaning, string chinese, string english) in Compared)
        {
            (HashSet<string> mine, HashSet<string> theirs) = (face.Of(meaning), other.Of(meaning));
            if (mine.Count > 0 && theirs.Count > 0 && !mine.Overlaps(theirs))
            {
                yield return new FaceDifference(
                    meaning,
                    Printed(face, meaning),
                    opened.Licence,
                    Printed(other, meaning),
                    $"{type.Name}的{chinese}与{otherType.Name}不一致。",
                    $"The {english} on the {Lower(type.English)} differs from the one on the {Lower(otherType.English)}.");
            }
        }
    }

    private static string[] Printed(FaceValues face, FieldMeaning meaning) => [.. face.Printed(meaning).Select(printed => printed.Value).Distinct()];

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private (LicenceType Type, FaceValues Face) FaceOf(OpenedLicence opened)
    {
        LicenceIdentifier identifier = opened.Licence.Identifier;
        LicenceType type = types.Find(identifier.Type, opened.Licence.Edition) ?? types.Find(identifier.Type)
            ?? throw new LedgerException(LedgerError.NotFound, "目录中没有此证照类型。", "The catalogue has no such licence type.");
        return (type, FaceValues.Of(opened, type));
    }
}
