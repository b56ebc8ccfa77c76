using Google.Protobuf;
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

    private static readonly string[] ParentFields = ["MQSFZJH", "FQSFZJH"];

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

    private bool NamesParent(LedgerRead rows, Licence licence, SignedInPerson who) =>
        LicenceContents.TryOpen(rows, vault, licence) is OpenedLicence opened
        && LicenceFace.FieldsOf(opened.Document).Where(field => ParentFields.Contains(field.Key)).Any(field => IsOne(who, field.Value));

    // The field does not say of which type the number is: every type that it can be of.
    private bool IsOne(SignedInPerson who, string code) => HolderCodeType.All.Any(type =>
        type.IsNaturalPerson && type.FindFault(code) is null && who.Themselves.Holders.Contains(holders.LookupOf(type.Code, code)));
}
