using Google.Protobuf;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>
/// 监护人: who may consent for a minor. This ledger knows a parent by a 出生医学证明 of the child's that is in force and undisputed; whoever became a
/// guardian otherwise (court, adoption) it does not know, and says so.
/// </summary>
internal sealed class Guardianship(HolderRegister holders, HolderVault vault)
{
    /// <summary>证照类型代码 of the 出生医学证明.</summary>
    public const string BirthCertificate = "11100000MBDEM9028T002";

    /// <summary>From this age on one consents oneself (《民法典》第十七条).</summary>
    public const int AdultAge = 18;

    private const int MostLookedAt = 1_000;

    private static readonly string[] ParentNames = [FaceNames.ExtensionPrefix + "MQSFZJH", FaceNames.ExtensionPrefix + "FQSFZJH"];

    /// <summary>Whether a holder is a minor, as far as the code says.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="today">The day in China.</param>
    public static bool IsMinor(Holder holder, DateOnly today) =>
        holder.CodeType.Code == HolderCodeType.Citizen && CitizenNumber.Parse(holder.Code).BirthDate.AddYears(AdultAge) > today;

    /// <summary>The certificate by which a person is the guardian of a minor.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="who">Who signed in.</param>
    /// <param name="child">The child's 16 bytes; null where the ledger knows nobody of the code.</param>
    /// <param name="today">The day in China.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotAllowed"/>: there is none. The same for a child of somebody else, a grown-up and a code that nobody has.
    /// </exception>
    public Licence Require(LedgerRead rows, SignedInPerson who, ByteString? child, DateOnly today) =>
        (child is null ? null : Find(rows, who, child, today)) ?? throw new LedgerException(
            LedgerError.NotAllowed,
            "本账本没有记载您为该未成年人父母的有效出生医学证明，不能代为办理。",
            "This ledger has no birth certificate in force that names you as a parent of this minor; you cannot act for them.");

    /// <summary>The certificate by which a person is the guardian of a holder; null where there is none, or the holder is no minor or was erased.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="who">Who signed in.</param>
    /// <param name="child">The holder's 16 bytes.</param>
    /// <param name="today">The day in China.</param>
    public Licence? Find(LedgerRead rows, SignedInPerson who, ByteString child, DateOnly today) =>
        HolderKeys.Exists(rows, child) && IsMinor(holders.Open(rows, child), today)
            ? LicenceTable.OfHolder(rows, child, after: null, MostLookedAt).FirstOrDefault(
                licence => licence.Identifier.Type == BirthCertificate && licence.IsInForce(today) && !licence.IsDisputed && NamesParent(rows, licence, who))
            : null;

    /// <summary>By what a person is the guardian, as another province is to see it.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="who">Who signed in.</param>
    /// <param name="certificate">The certificate by which they are.</param>
    public GuardianPart PartOf(LedgerRead rows, SignedInPerson who, Licence certificate) => new()
    {
        Certificate = certificate.Identifier.ToString(),
        Code = ParentsOf(LicenceContents.Open(rows, vault, certificate).Document).First(code => IsOne(who, code)),
    };

    /// <summary>The certificate of a guardian with the child's code and the guardian's number alone.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="guardian">By what they are the guardian.</param>
    /// <param name="child">The child's 16 bytes.</param>
    /// <param name="today">The day in China.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: it does not count any more, or the child is grown up.</exception>
    public (Licence Licence, LicenceDocument Shown) Show(LedgerRead rows, GuardianPart guardian, ByteString child, DateOnly today)
    {
        Licence? licence = LicenceIdentifier.TryParse(guardian.Certificate, out LicenceIdentifier? identifier) ? LicenceTable.Find(rows, identifier) : null;
        return licence is not null && licence.IsInForce(today) && !licence.IsDisputed && IsMinor(holders.Open(rows, child), today)
            && LicenceContents.TryOpen(rows, vault, licence) is OpenedLicence opened
                ? (licence, opened.Document.Showing([FaceNames.HolderCodeType, FaceNames.HolderCode, .. NamesOf(opened.Document, guardian.Code)]))
                : throw new LedgerException(
                    LedgerError.NotAllowed,
                    "监护所依据的出生医学证明已不在有效状态，或子女已满 18 周岁，不再向外省登记。",
                    "The birth certificate that shows the guardian does not count any more, or the child is grown up: other provinces are told no more.");
    }

    /// <summary>Whether a certificate that another province showed, and that was verified, names a guardian of a child.</summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="child">The child.</param>
    /// <param name="guardian">The guardian's number.</param>
    public static bool Names(LicenceDocument shown, HolderCode child, string guardian) =>
        shown.Statement.Type == BirthCertificate && (shown[FaceNames.HolderCodeType], shown[FaceNames.HolderCode]) == (child.CodeType, child.Code)
        && ParentsOf(shown).Contains(guardian);

    private bool NamesParent(LedgerRead rows, Licence licence, SignedInPerson who) =>
        LicenceContents.TryOpen(rows, vault, licence) is OpenedLicence opened && ParentsOf(opened.Document).Any(code => IsOne(who, code));

    private static IEnumerable<string> ParentsOf(LicenceDocument document) => ParentNames.Select(name => document[name]).OfType<string>();

    private static IEnumerable<string> NamesOf(LicenceDocument document, string code) => ParentNames.Where(name => document[name] == code).Take(1);

    // The field does not say of which type the number is: every type that it can be of.
    private bool IsOne(SignedInPerson who, string code) => HolderCodeType.All.Any(type =>
        type.IsNaturalPerson && type.FindFault(code) is null && who.Themselves.Holders.Contains(holders.LookupOf(type.Code, code)));
}
