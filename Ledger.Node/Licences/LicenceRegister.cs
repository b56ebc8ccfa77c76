using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>Issues licences, decides on them, opens and lists them. The folder's only door.</summary>
internal sealed partial class LicenceRegister(
    LedgerWriter ledger,
    LicenceTypes types,
    MaterialTypes materials,
    HolderRegister holders,
    HolderKeys keys,
    HolderVault vault,
    LicenceMaker maker,
    SealRegister seals,
    TimeProvider time) : IDisposable
{
    private DateOnly Today => LicenceDate.InChina(time.GetUtcNow());

    /// <inheritdoc/>
    public void Dispose() => _preparing.Dispose();

    /// <summary>Opens a licence of the caller's own authority: its document and check code.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or erased.</exception>
    public OpenedLicence Open(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return Open(rows, Own(rows, authority, identifier));
    }

    /// <summary>What anybody may know who has the identifier and the printed check code.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/> where they do not belong together: nothing tells which is wrong. <see cref="LedgerError.InvalidField"/>
    /// where the identifier is none.
    /// </exception>
    public LicenceStanding Standing(string identifier, string checkCode)
    {
        ledger.RequireTrusted();
        using LedgerRead rows = ledger.Read();
        Licence? licence = LicenceTable.Find(rows, Checked(identifier));
        Digest expected = licence?.CheckCodeSm3 ?? default;
        return CheckCode.Fits(checkCode, expected) && licence is not null
            ? new LicenceStanding(licence, TypeNameOf(licence), StateOf(licence), rows.Head!.MapCommit.Time, MapKeyOf(licence), PublicHoldersOf(rows, licence))
            : throw new LedgerException(
                LedgerError.NotFound, "证照标识与查验码不匹配。", "Identifier and check code do not belong together.");
    }

    private IReadOnlyList<string> PublicHoldersOf(LedgerRead rows, Licence licence) =>
        LicenceContents.TryOpen(rows, vault, licence) is OpenedLicence opened ? [.. FaceClasses.PublicHolders(TypeOf(licence), opened.Document)] : [];

    /// <summary>A licence's key in the status map.</summary>
    public Digest MapKeyOf(Licence licence) => maker.MapKeyOf(licence.Handle);

    /// <summary>The name of a licence's type.</summary>
    public string TypeNameOf(Licence licence) => TypeOf(licence)?.Name ?? licence.Identifier.Type;

    /// <summary>
    /// A licence's type as it was when the licence was issued, whatever became of it since; null where this ledger does not have that
    /// edition.
    /// </summary>
    public LicenceType? TypeOf(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        return types.Find(licence.Identifier.Type, licence.Edition);
    }

    /// <summary>Identifier of the version that took a licence's place, or null.</summary>
    public string? SuccessorOf(Licence licence)
    {
        using LedgerRead rows = ledger.Read();
        return licence.SuccessorHandle is ByteString successor ? LicenceTable.Find(rows, successor)?.Identifier.ToString() : null;
    }

    /// <summary>What a licence is today.</summary>
    public LicenceState StateOf(Licence licence) => licence.StateOn(Today);

    /// <summary>The licence, if the authority issued it; a stranger's is as good as absent.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>; <see cref="LedgerError.InvalidField"/> where the identifier is none.</exception>
    internal static Licence Own(LedgerRead rows, string authority, string identifier)
    {
        Licence? licence = LicenceTable.Find(rows, Checked(identifier));
        return licence is not null && licence.Identifier.Issuer == authority
            ? licence
            : throw new LedgerException(LedgerError.NotFound, "没有这份证照。", "There is no such licence.");
    }

    /// <summary>Reads an identifier. One that its own check character gives the lie to was mistyped, and saying so tells nothing.</summary>
    private static LicenceIdentifier Checked(string identifier) => LicenceIdentifier.FindFault(identifier) is { } fault
        ? throw new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/identifier")
        : LicenceIdentifier.Parse(identifier) is { Check: not IdentifierCheck.Wrong } parsed
            ? parsed
            : throw new LedgerException(
                LedgerError.InvalidField, "证照标识的校验位不符。", "The check character of the identifier does not fit.", "/identifier");

    /// <summary>Opens a licence.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="licence">Which; that the caller may see it has been checked.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where it was erased.</exception>
    internal OpenedLicence Open(LedgerRead rows, Licence licence) => LicenceContents.Open(rows, vault, licence);
}
