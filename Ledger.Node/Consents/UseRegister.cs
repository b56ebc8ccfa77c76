using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>Departments use licences here (用证), each time on a basis; the use stands in the log, signed, before anything is given.</summary>
internal sealed class UseRegister(
    LedgerWriter ledger, UseFinder finder, LicenceTypes types, HolderVault vault, HolderSecrets secrets, UseOptions options, UseAlarm alarm, TimeProvider time)
{
    /// <summary>The most uses that one page lists.</summary>
    public const int MostListed = 100;

    private const string Purpose = "use";

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
        ledger.RequireWriting();
        UseMade? made = null;
        byte[] sealedContent = [];
        using (LedgerRead rows = ledger.Read())
        {
            if (rows.ReceiptOf(key) is null)
            {
                request.Require(types);
                (made, sealedContent) = Prepare(rows, caller, request, finder.Find(rows, caller, request, time.GetUtcNow()));
            }
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(key, write => Enter(write, made, sealedContent), cancel);
        if (!receipt.Replayed)
        {
            alarm.Note(caller.System);
        }

        // From here on the use is in the log, whatever becomes of the answer.
        using LedgerRead after = ledger.Read();
        return Give(after, caller, receipt);
    }

    /// <summary>What was used of the holders as whom a person signed in, the newest first: their access ledger.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="before">Log index of the last use seen, or null for the newest.</param>
    public IReadOnlyList<OpenedUse> Of(SignedInPerson who, long? before)
    {
        using LedgerRead rows = ledger.Read();
        return
        [
            .. who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>()
                .SelectMany(holder => UseTable.OfHolder(rows, holder, before, MostListed))
                .DistinctBy(use => use.Index).OrderByDescending(use => use.Index).Take(MostListed)
                .Select(use => new OpenedUse(use.Index, use.Row, LicenceTable.Find(rows, use.Row.Made.LicenceHandle), TryOpen(rows, use.Index, use.Row.Made))),
        ];
    }

    private (UseMade Made, byte[] SealedContent) Prepare(LedgerRead rows, UseCaller caller, UseRequest request, FoundLicence found)
    {
        UseContent content = new()
        {
            Salt = ByteString.CopyFrom(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            System = caller.System,
            Authority = caller.Authority,
            Organisation = request.Purpose.Organisation,
            Operator = request.Purpose.Operator,
            ItemName = request.Purpose.ItemName,
            ItemCode = request.Purpose.ItemCode,
            CaseNumber = request.Purpose.CaseNumber,
            Purpose = request.Purpose.Use,
            BasisNumber = request.Claim.Number,
            RegisteredBy = request.Claim.RegisteredBy,
            LegalBasis = found.LegalBasis,
        };
        content.Fields.AddRange(Shown(rows, found.Licence, found.Fields, request.Fields is not null).Fields.Select(field => field.Name));
        byte[] plaintext = content.ToByteArray();
        byte[] sealedContent = vault.Seal(rows, found.Licence.Holders, Purpose, plaintext);
        UseMade made = new()
        {
            Handle = found.Consent?.Handle ?? found.Licence.Holders[0],
            Use = Handle.New(),
            Basis = request.Claim.Basis,
            ConsentHandle = found.Consent?.Handle ?? ByteString.Empty,
            HolderHandles = { found.Licence.Holders },
            LicenceHandle = found.Licence.Handle,
            Caller = ByteString.CopyFrom(secrets.UseCallerLookup(caller.System).Span),
            ContentSm3 = ByteString.CopyFrom(Sm3.Hash(plaintext).Span),
            SealedSm3 = SealedDigest.Of(sealedContent),
        };
        return (made, sealedContent);
    }

    private LogReceipt Enter(LedgerWrite write, UseMade? made, byte[] sealedContent)
    {
        if (made is null || !made.HolderHandles.All(holder => HolderKeys.Exists(write, holder)))
        {
            throw UseFinder.NotFound();
        }

        // Here and not before the turn: what was withdrawn or used up by an earlier turn is refused in this one.
        if (!made.ConsentHandle.IsEmpty)
        {
            UseFinder.RequireState((ConsentTable.Find(write, made.ConsentHandle) ?? throw UseFinder.NotFound()).StateAt(write.Time));
        }

        return UseTable.CountOf(write, made.Caller, LicenceDate.InChina(write.Time)) < options.MostADay
            ? write.Append(made, sealedContent)
            : throw new LedgerException(
                LedgerError.QuotaExceeded, $"该系统今日用证已达 {options.MostADay} 次。", $"The system has made {options.MostADay} uses today.");
    }

    private MadeUse Give(LedgerRead rows, UseCaller caller, LogReceipt receipt)
    {
        EventBody? body = rows.Get(Column.Bodies, RowKey.Of(receipt.Index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        UseMade made = body?.Name == UseTable.Made ? UseMade.Parser.ParseFrom(body.Event) : throw UseFinder.NotFound();

        // A repeated request gets no more than a first one would: nothing once the consent was withdrawn or is over.
        ConsentState? state = made.ConsentHandle.IsEmpty ? null : ConsentTable.Find(rows, made.ConsentHandle)?.StateAt(time.GetUtcNow());
        if (state is ConsentState.Withdrawn or ConsentState.Expired)
        {
            UseFinder.RequireState(state.Value);
        }

        Licence licence = LicenceTable.Get(rows, made.LicenceHandle);
        UseContent content = TryOpen(rows, receipt.Index, made) ?? throw UseFinder.NotFound();
        return new MadeUse(made, receipt, licence, Shown(rows, licence, content.Fields, areNamed: false), finder.RecognitionOf(licence, caller));
    }

    /// <summary>The document with chosen fields; of those that only a consent names, the ones that the licence has.</summary>
    private Crypto.Verification.LicenceDocument Shown(LedgerRead rows, Licence licence, IReadOnlyList<string>? fields, bool areNamed)
    {
        Crypto.Verification.LicenceDocument whole = LicenceContents.Open(rows, vault, licence).Document;
        return ShownFields.Of(whole, areNamed ? fields : fields?.Where(name => whole[name] is not null).ToArray());
    }

    private UseContent? TryOpen(LedgerRead rows, long index, UseMade made) =>
        rows.Get(Column.Sealed, RowKey.Of(index)) is byte[] content && made.HolderHandles.All(holder => HolderKeys.Exists(rows, holder))
            ? UseContent.Parser.ParseFrom(vault.Open(rows, made.HolderHandles, Purpose, content))
            : null;
}
