using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Renewals;

/// <summary>
/// 主体登记: what the holder's own 营业执照 says, where it stands in this ledger. It is compared with the licence to be renewed and never
/// copied into it: a difference is for a change (变更), and for people to look at.
/// </summary>
internal sealed class HolderRegistration
{
    /// <summary>The name of the type that registers a holder, the same in the whole country.</summary>
    public const string TypeName = "营业执照";

    // A holder has one in force and a few that ended; more are not looked at.
    private const int MostExamined = 200;

    private static readonly (FieldMeaning Meaning, string Code, string Chinese, string English)[] Compared =
    [
        (FieldMeaning.HolderName, "registration/holder-name", "名称", "name"),
        (FieldMeaning.Address, "registration/address", "住所或经营场所", "address"),
        (FieldMeaning.LegalRepresentative, "registration/legal-representative", "法定代表人", "legal representative"),
    ];

    private readonly LicenceTypes _types;
    private readonly OpenedLicence? _registration;
    private readonly bool _isInForce;

    private HolderRegistration(LicenceTypes types, OpenedLicence? registration, bool isInForce) =>
        (_types, _registration, _isInForce) = (types, registration, isInForce);

    /// <summary>Finds the 营业执照 of a holder: one in force, or else the newest.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="types">The catalogue.</param>
    /// <param name="register">Opens it.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="today">The day it is in China.</param>
    public static HolderRegistration Of(LedgerRead rows, LicenceTypes types, LicenceRegister register, ByteString holder, DateOnly today)
    {
        Licence? found = LicenceTable.OfHolder(rows, holder, after: null, MostExamined)
            .Where(licence => types.Find(licence.Identifier.Type)?.Name == TypeName)
            .OrderBy(licence => licence.IsInForce(today))
            .ThenBy(licence => licence.IssuedIndex)
            .LastOrDefault();
        return new HolderRegistration(types, found is null ? null : register.Open(rows, found), found?.IsInForce(today) is true);
    }

    /// <summary>主体资格: whether it is in force.</summary>
    public RenewalCheck InForce()
    {
        const string Code = "holder-in-force";
        return _registration is null
            ? RenewalCheck.ToBeChecked(
                Code, "本账本没有持证主体的营业执照，主体资格须由部门核对。",
                "This ledger has no business licence of the holder; the department checks whether the holder exists.")
            : _isInForce
                ? RenewalCheck.Passed(Code, "持证主体的营业执照有效。", "The holder's business licence is in force.")
                : RenewalCheck.Failed(Code, "持证主体的营业执照已终止、被暂扣或过期。", "The holder's business licence has ended, expired or is suspended.");
    }

    /// <summary>What it says otherwise than a licence. Nothing where it is not here, or not in force.</summary>
    public IEnumerable<RenewalCheck> Differences(OpenedLicence licence)
    {
        if (_registration is null || !_isInForce || licence.Licence.Handle == _registration.Licence.Handle)
        {
            return [];
        }

        return Compared
            .Where(compared => Differ(Values(licence, compared.Meaning), Values(_registration, compared.Meaning)))
            .Select(compared => RenewalCheck.ToBeChecked(
                compared.Code,
                $"{compared.Chinese}与持证主体营业执照不一致；延续不改动照面，须由部门核对或先办变更。",
                $"The {compared.English} is not that of the holder's business licence. A renewal leaves the face as it is; the department checks, or changes the licence first."));
    }

    /// <summary>Nothing in common, where both say something: one of two addresses may be the place of business.</summary>
    private static bool Differ(string[] ours, string[] theirs) => ours.Length > 0 && theirs.Length > 0 && !ours.Intersect(theirs).Any();

    private string[] Values(OpenedLicence licence, FieldMeaning meaning)
    {
        Dictionary<string, string> fields = LicenceFace.FieldsOf(licence.Document).ToDictionary();
        return [.. (_types.Find(licence.Licence.Identifier.Type, licence.Licence.Edition)?.FieldsOf(meaning) ?? [])
            .Select(field => fields.GetValueOrDefault(field.Key)).OfType<string>()];
    }
}
