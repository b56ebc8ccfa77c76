namespace Ledger.Node.Catalogue;

/// <summary>Whether a licence of one province counts in another, and why.</summary>
/// <param name="IsRecognised">Whether it counts.</param>
/// <param name="Chinese">Why, in a few words for people.</param>
/// <param name="English">The same in English.</param>
internal sealed record Recognition(bool IsRecognised, string Chinese, string English)
{
    /// <summary>The answer for a type.</summary>
    /// <param name="type">The type of the licence.</param>
    /// <param name="issuedIn">Division code of the issuing province.</param>
    /// <param name="usedIn">Division code of the province where it is shown.</param>
    public static Recognition Of(LicenceType type, string issuedIn, string usedIn)
    {
        ArgumentNullException.ThrowIfNull(type);
        return issuedIn == usedIn ? new(true, "本省签发", "issued in the same province")
            : type.Recognition?.Any(rule => rule.Covers(issuedIn, usedIn)) is true
                ? new(true, "异地互认：已列入互认清单", "recognised: on the list of mutual recognition")
            : type.Level is StandardLevel.Local
                ? new(false, "异地不互认：本地类型，未列入互认清单", "not recognised: a local type, not on the list of mutual recognition")
            : new(
                false,
                $"异地不互认：{ProvinceCode.NameOf(issuedIn)}签发、{ProvinceCode.NameOf(usedIn)}使用，未列入互认清单",
                $"not recognised: issued in {ProvinceCode.EnglishOf(issuedIn)} and used in {ProvinceCode.EnglishOf(usedIn)} is not on the list of mutual recognition");
    }
}
