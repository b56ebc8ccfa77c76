using Google.Protobuf;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <content>
/// Consents that their holders confirmed in another province. This log has each as any other before anything is given for it: its rules hold, its uses are counted here, and the
/// holder may withdraw it here as well.
/// </content>
internal sealed partial class ConsentRegister
{
    /// <summary>Places one, once: the same act again is the same consent.</summary>
    /// <param name="by">Who says that the holder confirmed it, and what it signed.</param>
    /// <param name="act">What it said.</param>
    /// <param name="cancel">Stops waiting; it may be placed all the same.</param>
    /// <exception cref="LedgerException">
    /// As <see cref="GrantAsync"/>; <see cref="LedgerError.NotFound"/>: this ledger knows nothing of the holder; <see cref="LedgerError.IdempotencyKeyReused"/>: its name
    /// stands for another consent.
    /// </exception>
    public async Task<OpenedConsent> PlaceAsync(PlacedBy by, ConsentAct act, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(act);
        ledger.RequireWriting();
        act.Holder.Require();
        RequestKey key = RequestKey.For($"consent-acts\n{by.Origin}", ConsentName.Of(act.Consent), act.ToDigested(holders.LookupOf(act.Holder.CodeType, act.Holder.Code)));
        PreparedConsent? prepared;
        using (LedgerRead rows = ledger.Read())
        {
            prepared = rows.ReceiptOf(key) is null ? PreparePlaced(rows, by, act) : null;
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write => ConsentTable.Find(write, act.Consent) is null
                ? prepared?.Enter(write) ?? throw Vanished()
                : throw new LedgerException(LedgerError.IdempotencyKeyReused, "此授权名称已用于另一份授权。", "The name stands for another consent."),
            cancel);
        using LedgerRead after = ledger.Read();
        return OpenGrantedAt(after, receipt.Index);
    }

    /// <summary>Withdraws one that a province's node placed; one that is withdrawn stays so.</summary>
    /// <param name="origin">Origin of that province's log.</param>
    /// <param name="handle">The consent.</param>
    /// <param name="cancel">Stops waiting; it may be withdrawn all the same.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: that node placed no such consent, or its holder was erased.</exception>
    public async Task WithdrawPlacedAsync(string origin, ByteString handle, CancellationToken cancel)
    {
        ledger.RequireWriting();
        OpenedConsent placed;
        using (LedgerRead rows = ledger.Read())
        {
            placed = ConsentTable.Find(rows, handle) is Consent consent && ConsentContents.TryOpen(rows, vault, consent) is { PlacedBy: PlacedBy by } opened && by.Origin == origin
                ? opened
                : throw new LedgerException(LedgerError.NotFound, "该省节点没有在此登记过这份授权。", "That province's node placed no such consent here.");
        }

        if (placed.Consent.WithdrawnAt is null)
        {
            RequestKey key = RequestKey.For($"consent-act-withdrawals\n{origin}", placed.Consent.Name, []);
            await ledger.WriteOnceAsync(key, write => Withdraw(write, ConsentTable.Find(write, handle)!, placed.Consent.ByPerson), cancel);
        }
    }

    /// <summary>A consent by its handle, opened; null where it cannot be read any more.</summary>
    internal OpenedConsent? Find(ByteString handle)
    {
        using LedgerRead rows = ledger.Read();
        return ConsentTable.Find(rows, handle) is Consent consent ? ConsentContents.TryOpen(rows, vault, consent) : null;
    }

    /// <summary>What the grant of a consent commits to.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: it cannot be read any more.</exception>
    internal byte[] ContentOf(ByteString handle)
    {
        using LedgerRead rows = ledger.Read();
        return ConsentTable.Find(rows, handle) is Consent consent && ConsentContents.TryOpenBytes(rows, vault, consent) is byte[] content ? content : throw GivenConsents.NotFound();
    }

    /// <summary>What a consent opens in one of its other provinces, as that province is told; null where the holder was erased.</summary>
    internal ConsentAct? ActOf(OpenedConsent opened, int place)
    {
        using LedgerRead rows = ledger.Read();
        if (!HolderKeys.Exists(rows, opened.Consent.Holder))
        {
            return null;
        }

        Holder holder = holders.Open(rows, opened.Consent.Holder);
        SourceScope source = opened.Terms.Sources[place];
        return new ConsentAct(
            opened.Consent.Handle,
            new HolderCode(holder.CodeType.Code, holder.Code),
            opened.Confirmation ?? new Confirmation(),
            opened.Terms with { Licences = source.Licences, Materials = source.Materials, Sources = [] })
        {
            Guardian = opened.Guardian?.Code,
        };
    }

    /// <summary>The birth certificate by which a guardian granted a consent, as another province is shown it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: it does not count any more.</exception>
    internal (Licence Licence, LicenceDocument Shown) ShowGuardian(OpenedConsent opened)
    {
        using LedgerRead rows = ledger.Read();
        return guardians.Show(rows, opened.Guardian!, opened.Consent.Holder, LicenceDate.InChina(Now));
    }

    private PreparedConsent PreparePlaced(LedgerRead rows, PlacedBy by, ConsentAct act)
    {
        ConsentTerms terms = act.Terms with { From = act.Terms.From > Now ? act.Terms.From : null };
        rules.Require(terms, Now);
        ByteString holder = holders.Find(rows, act.Holder.CodeType, act.Holder.Code) ?? throw new LedgerException(
            LedgerError.NotFound, "本账本没有该持证主体的证照或材料。", "This ledger has no licence or material of the holder.");
        RequireConsenter(rows, holder, act);
        RequireRoom(ConsentTable.OfHolder(rows, holder, after: null, MostLookedAt));
        ConsentGranted granted = new()
        {
            Handle = act.Consent,
            HolderHandle = holder,
            ByGuardian = act.Guardian is not null,
            ByPerson = ByteString.CopyFrom(holders.PersonOf($"consent-act\n{by.Origin}", $"{act.Holder.CodeType}\n{act.Holder.Code}").Span),
            ValidFrom = (terms.From ?? Now).ToUnixTimeMilliseconds(),
            ValidTo = terms.To.ToUnixTimeMilliseconds(),
            Count = terms.Count,
        };
        ConsentContent content = terms.ToContent(assistance: null);
        (content.Confirmation, content.PlacedBy) = (act.Confirmation, by);
        content.Guardian = act.Guardian is string code ? new GuardianPart { Certificate = act.Certificate, Code = code } : null;
        return new PreparedConsent(granted, ConsentContents.Seal(rows, vault, granted, content), Certificate: null);
    }

    /// <summary>A grown-up for themselves; for a minor, who proved to be the guardian, and for nobody else.</summary>
    private void RequireConsenter(LedgerRead rows, ByteString holder, ConsentAct act)
    {
        if (act.Guardian is null)
        {
            RequireAdult(rows, holder);
        }
        else if (!Guardianship.IsMinor(holders.Open(rows, holder), LicenceDate.InChina(Now)))
        {
            throw new LedgerException(LedgerError.NotAllowed, "持证主体已满 18 周岁，由本人授权。", "The holder is grown up, and consents themselves.");
        }
    }
}
