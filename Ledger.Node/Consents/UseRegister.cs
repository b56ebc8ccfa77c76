using Google.Protobuf;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Node.Consents;

/// <summary>
/// Departments use licences and materials here (用证), each time on a basis; the use stands in the log, signed, before anything is given.
/// </summary>
internal sealed partial class UseRegister(
    LedgerWriter ledger, UseFinder finder, MaterialUseFinder materialFinder, LicenceTypes types, MaterialTypes materialTypes, MaterialRegister materials, HolderVault vault,
    HolderSecrets secrets, UseOptions options, UseAlarm alarm, TimeProvider time)
{
    /// <summary>The most uses that one page lists.</summary>
    public const int MostListed = 100;

    /// <summary>Uses a licence.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What, what for, and on what basis.</param>
    /// <param name="key">The request; repeated it is the same use, and is answered while its consent counts.</param>
    /// <param name="cancel">Stops waiting; the use may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong; as <see cref="UseFinder.Find"/>; <see cref="LedgerError.QuotaExceeded"/>: the system has used as much as it may today.
    /// </exception>
    public async Task<MadeUse> UseAsync(UseCaller caller, UseRequest request, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        LogReceipt receipt = await EnterAsync(caller, key, rows => Prepare(rows, caller, request), cancel);
        using LedgerRead after = ledger.Read();
        return Give(after, caller, receipt);
    }

    /// <summary>Enters that a licence is given through a sharing service (登记共享), before it is. What is asked for again is another use.</summary>
    /// <param name="caller">Who asks; that it may read the licence has been found.</param>
    /// <param name="purpose">What it states.</param>
    /// <param name="licence">The licence, opened.</param>
    /// <param name="cancel">Stops waiting; the use may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: a holder was erased meanwhile; <see cref="LedgerError.QuotaExceeded"/>: the system has used as much as it may today.
    /// </exception>
    public async Task NoteAsync(UseCaller caller, UsePurpose purpose, OpenedLicence licence, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(licence);
        ledger.RequireWriting();
        BasisClaim claim = new(UseBasis.Registered);
        UseContent content = UseContents.Of(caller, purpose, claim, legalBasis: "");
        content.Fields.AddRange(licence.Document.Fields.Select(field => field.Name));
        UseMade made = Event(caller, claim, consent: null, licence.Licence.Holders);
        made.LicenceHandle = licence.Licence.Handle;
        PreparedUse prepared;
        using (LedgerRead rows = ledger.Read())
        {
            prepared = UseContents.Seal(rows, vault, made, content);
        }

        await ledger.WriteAsync(write => prepared.Enter(write, options.MostADay), cancel);
        alarm.Note(caller.System);
    }

    /// <summary>What was used of the holders as whom a person signed in, the newest first: their access ledger.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="before">Log index of the last use seen, or null for the newest.</param>
    public IReadOnlyList<OpenedUse> Of(SignedInPerson who, long? before)
    {
        using LedgerRead rows = ledger.Read();
        return Of(rows, who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>(), before);
    }

    /// <summary>What was used of holders, the newest first, for somebody of whom it was checked that they may see it.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="holders">The holders' 16 bytes.</param>
    /// <param name="before">Log index of the last use seen, or null for the newest.</param>
    internal IReadOnlyList<OpenedUse> Of(LedgerRead rows, IEnumerable<ByteString> holders, long? before) =>
    [
        .. holders.SelectMany(holder => UseTable.OfHolder(rows, holder, before, MostListed))
            .DistinctBy(use => use.Index).OrderByDescending(use => use.Index).Take(MostListed)
            .Select(use => Open(rows, use.Index, use.Row)),
    ];

    /// <summary>When this returns, the use is in the log, whatever becomes of the answer.</summary>
    private async Task<LogReceipt> EnterAsync(UseCaller caller, RequestKey key, Func<LedgerRead, PreparedUse> prepare, CancellationToken cancel)
    {
        ledger.RequireWriting();
        PreparedUse? prepared;
        using (LedgerRead rows = ledger.Read())
        {
            prepared = rows.ReceiptOf(key) is null ? prepare(rows) : null;
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(
            key, write => (prepared ?? throw GivenConsents.NotFound()).Enter(write, options.MostADay), cancel);
        if (!receipt.Replayed)
        {
            alarm.Note(caller.System);
        }

        return receipt;
    }

    private PreparedUse Prepare(LedgerRead rows, UseCaller caller, UseRequest request)
    {
        request.Require(types);
        FoundLicence found = finder.Find(rows, caller, request, time.GetUtcNow());
        UseContent content = UseContents.Of(caller, request.Purpose, request.Claim, found.LegalBasis);
        content.Fields.AddRange(Chosen(rows, caller, request, found).Fields.Select(field => field.Name));
        UseMade made = Event(caller, request.Claim, found.Consent, found.Licence.Holders);
        (made.LicenceHandle, made.InspectionHandle) = (found.Licence.Handle, found.Inspection?.Handle ?? ByteString.Empty);
        return UseContents.Seal(rows, vault, made, content);
    }

    /// <summary>The event, but what was used and the digests of what it says.</summary>
    private UseMade Event(UseCaller caller, BasisClaim claim, Consent? consent, IReadOnlyList<ByteString> holders) => new()
    {
        Handle = consent?.Handle ?? holders[0],
        Use = Handle.New(),
        Basis = claim.Basis,
        ConsentHandle = consent?.Handle ?? ByteString.Empty,
        HolderHandles = { holders },
        Caller = CallerOf(caller),
    };

    private MadeUse Give(LedgerRead rows, UseCaller caller, LogReceipt receipt)
    {
        UseMade made = UseTable.GetAt(rows, receipt.Index).Made;
        RequireStillGiven(rows, made);
        Licence licence = LicenceTable.Get(rows, made.LicenceHandle);
        UseContent content = UseContents.TryOpen(rows, vault, receipt.Index, made) ?? throw GivenConsents.NotFound();
        return new MadeUse(made, receipt, licence, ShownFields.Of(Whole(rows, licence), content.Fields), finder.RecognitionOf(licence, caller));
    }

    /// <summary>A repeated request gets no more than a first one would: nothing once the consent was withdrawn or is over.</summary>
    private void RequireStillGiven(LedgerRead rows, UseMade made)
    {
        ConsentState? state = made.ConsentHandle.IsEmpty ? null : ConsentTable.Find(rows, made.ConsentHandle)?.StateAt(time.GetUtcNow());
        if (state is ConsentState.Withdrawn or ConsentState.Expired)
        {
            GivenConsents.RequireState(state.Value);
        }
    }

    /// <summary>The document with the fields that the request and the consent name, as far as their class lets the caller have them.</summary>
    private LicenceDocument Chosen(LedgerRead rows, UseCaller caller, UseRequest request, FoundLicence found)
    {
        LicenceDocument whole = Whole(rows, found.Licence);
        LicenceIdentifier identifier = found.Licence.Identifier;
        bool isAtHome = ProvinceCode.OfAuthority(identifier.Issuer) == caller.Province;
        FieldRelease release = new(types.Find(identifier.Type, found.Licence.Edition), request.Claim.Basis, isAtHome);
        return ShownFields.Of(whole, release.Of(whole, request.Fields, found.Opened));
    }

    private LicenceDocument Whole(LedgerRead rows, Licence licence) => LicenceContents.Open(rows, vault, licence).Document;

    private OpenedUse Open(LedgerRead rows, long index, UseRow row) => new(
        index,
        row,
        row.Made.LicenceHandle.IsEmpty ? null : LicenceTable.Find(rows, row.Made.LicenceHandle),
        row.Made.MaterialHandle.IsEmpty ? null : MaterialTable.Find(rows, row.Made.MaterialHandle),
        UseContents.TryOpen(rows, vault, index, row.Made))
    {
        Receipt = UseReceipts.Find(rows, vault, row),
        Answer = UseObjections.FindAnswer(rows, vault, row),
    };

    private ByteString CallerOf(UseCaller caller) => ByteString.CopyFrom(secrets.UseCallerLookup(caller.System).Span);
}
