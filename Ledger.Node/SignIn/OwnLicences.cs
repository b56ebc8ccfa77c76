using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.SignIn;

/// <summary>Which licences are a person's own: those of which the person, or whom the person acts for, is a holder.</summary>
internal sealed class OwnLicences(LedgerWriter ledger, HolderRegister holders, LicenceRegister licences)
{
    /// <summary>Most licences on a page.</summary>
    public const int MostListed = 100;

    /// <summary>The holders as whom a session acts, opened: personal data. Those of which the ledger knows nothing are left out.</summary>
    public IReadOnlyList<Holder> HoldersOf(SignedInPerson who)
    {
        using LedgerRead rows = ledger.Read();
        return [.. HandlesOf(rows, who).Select(handle => holders.Open(rows, handle))];
    }

    /// <summary>Licences in the order of their issuing, a page at a time; each once, also where several of the holders hold it.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="after">Issuing index of the last licence seen, or null for the first page.</param>
    public IReadOnlyList<Licence> List(SignedInPerson who, long? after)
    {
        using LedgerRead rows = ledger.Read();
        return [.. HandlesOf(rows, who)
            .SelectMany(handle => LicenceTable.OfHolder(rows, handle, after, MostListed))
            .DistinctBy(licence => licence.Handle)
            .OrderBy(licence => licence.IssuedIndex)
            .Take(MostListed)];
    }

    /// <summary>Opens one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, somebody else's, or erased.</exception>
    public OpenedLicence Open(SignedInPerson who, string identifier) => licences.Open(IssuerOf(who, identifier), identifier);

    /// <summary>The authority that issued one of the person's licences; whoever asks for another's gets the answer for one that is not there.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public string IssuerOf(SignedInPerson who, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return LicenceIdentifier.TryParse(identifier, out LicenceIdentifier? parsed)
            && LicenceTable.Find(rows, parsed) is Licence licence
            && HandlesOf(rows, who).Any(licence.Holders.Contains)
                ? licence.Identifier.Issuer
                : throw new LedgerException(LedgerError.NotFound, "没有这份证照。", "There is no such licence.");
    }

    private static IEnumerable<ByteString> HandlesOf(LedgerRead rows, SignedInPerson who) =>
        who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>();
}
