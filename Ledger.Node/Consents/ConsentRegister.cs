using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>People grant, see and withdraw consents here.</summary>
internal sealed partial class ConsentRegister(
    LedgerWriter ledger, HolderRegister holders, HolderVault vault, ConsentRules rules, Guardianship guardians, TimeProvider time)
{
    /// <summary>The most consents that one page lists.</summary>
    public const int MostListed = 100;

    private const int MostLookedAt = 10_000;

    /// <summary>What must hold of terms.</summary>
    public ConsentRules Rules => rules;

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Grants a consent: a holder for themselves, or a guardian for a minor.</summary>
    /// <param name="who">Who signed in, stepped up.</param>
    /// <param name="of">For whom; null for the one holder as whom the person signed in.</param>
    /// <param name="terms">What it allows.</param>
    /// <param name="key">The request; repeated it gives the same consent.</param>
    /// <param name="cancel">Stops waiting; it may be granted all the same.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong; <see cref="LedgerError.NotFound"/>: the ledger knows nothing of the holder; <see cref="LedgerError.NotAllowed"/>: no guardian, or a
    /// minor alone; <see cref="LedgerError.TooLarge"/>: too many consents count already.
    /// </exception>
    public async Task<OpenedConsent> GrantAsync(SignedInPerson who, HolderCode? of, ConsentTerms terms, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        PreparedConsent? prepared;
        using (LedgerRead rows = ledger.Read())
        {
            prepared = rows.ReceiptOf(key) is null ? Prepare(rows, who, of, terms) : null;
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(key, write => prepared?.Enter(write) ?? throw Vanished(), cancel);
        using LedgerRead after = ledger.Read();
        return OpenGrantedAt(after, receipt.Index);
    }

    /// <summary>The consents of the holders as whom a person signed in, and those that the person granted as a guardian, by their grants; of who acts for one holder, that one's alone.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="after">Log index of the last grant seen, or null for the first page.</param>
    public IReadOnlyList<OpenedConsent> Of(SignedInPerson who, long? after)
    {
        using LedgerRead rows = ledger.Read();
        return [.. Opened(rows, InOrder(rows, who, after, MostListed)).Take(MostListed)];
    }

    /// <summary>The same as a person reads them: those that count, or will, all of them on the first page; then those that ended; each the newest first.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="before">Log index of the last grant seen of those that ended, or null for the first page.</param>
    /// <returns>The consents, of those that ended at most <see cref="MostListed"/>, and the cursor of the next page; null where nothing follows.</returns>
    public (IReadOnlyList<OpenedConsent> Consents, long? Next) CountingFirst(SignedInPerson who, long? before)
    {
        using LedgerRead rows = ledger.Read();
        ILookup<bool, Consent> known = InOrder(rows, who, after: null, int.MaxValue).Reverse().ToLookup(Counts);
        Consent[] ended = [.. known[false].Where(consent => before is null || consent.Index < before).Take(MostListed + 1)];
        IEnumerable<Consent> listed = (before is null ? known[true] : []).Concat(ended.Take(MostListed));
        return ([.. Opened(rows, listed)], ended.Length > MostListed ? ended[MostListed - 1].Index : null);
    }

    /// <summary>What it is now.</summary>
    public ConsentState StateOf(Consent consent) => consent.StateAt(time.GetUtcNow());

    /// <summary>Withdraws one, at once: the next turn of the log knows of it.</summary>
    /// <param name="who">Who signed in: the holder, or the guardian who granted it.</param>
    /// <param name="name">The consent, 32 hexadecimal characters.</param>
    /// <param name="key">The request.</param>
    /// <param name="cancel">Stops waiting; it may be withdrawn all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent or somebody else's; <see cref="LedgerError.WrongState"/>: withdrawn before.
    /// </exception>
    public Task<LogReceipt> WithdrawAsync(SignedInPerson who, string name, RequestKey key, CancellationToken cancel) => ledger.WriteOnceAsync(
        key,
        write => ConsentName.TryRead(name) is ByteString handle && ConsentTable.Find(write, handle) is Consent consent && IsOf(write, who, consent)
            ? Withdraw(write, consent, PersonOf(who))
            : throw new LedgerException(LedgerError.NotFound, "没有这份授权。", "There is no such consent."),
        cancel);

    /// <summary>Prepares a consent that a holder confirmed and a clerk wrote down.</summary>
    internal PreparedConsent PrepareAssisted(LedgerRead rows, SignedInPerson who, ByteString holder, ByteString handle, AssistedRow row)
    {
        ConsentGranted granted = new() { Handle = handle, HolderHandle = holder, ByPerson = PersonOf(who), ValidFrom = row.ValidFrom, ValidTo = row.ValidTo, Count = row.Count };
        RequireAdult(rows, holder);
        RequireRoom(ConsentTable.OfHolder(rows, holder, after: null, MostLookedAt));
        ConsentContent content = row.Content.Clone();
        content.Confirmation = content.Sources.Count > 0 ? ConfirmationOf(who) : null;
        return new PreparedConsent(granted, ConsentContents.Seal(rows, vault, granted, content), Certificate: null) { Sources = content.Sources.Count };
    }

    /// <summary>The consent whose grant stands at an index of the log.</summary>
    internal OpenedConsent OpenGrantedAt(LedgerRead rows, long index)
    {
        EventBody? body = rows.Get(Column.Bodies, RowKey.Of(index)) is byte[] bytes ? EventCodec.Decode(bytes) : null;
        return body?.Name == ConsentTable.Granted
            && ConsentTable.Find(rows, ConsentGranted.Parser.ParseFrom(body.Event).Handle) is Consent consent
            && ConsentContents.TryOpen(rows, vault, consent) is OpenedConsent opened
                ? opened
                : throw new LedgerException(LedgerError.NotFound, "没有这份授权。", "There is no such consent.");
    }

    private PreparedConsent Prepare(LedgerRead rows, SignedInPerson who, HolderCode? of, ConsentTerms terms)
    {
        of?.Require();
        rules.Require(terms, Now);
        (ByteString holder, Licence? certificate) = ForWhom(rows, who, of);
        RequireRoom(certificate is null
            ? ConsentTable.OfHolder(rows, holder, after: null, MostLookedAt)
            : ConsentTable.OfGuardian(rows, PersonOf(who), after: null, MostLookedAt));
        ConsentGranted granted = new()
        {
            Handle = Handle.New(),
            HolderHandle = holder,
            ByPerson = PersonOf(who),
            ByGuardian = certificate is not null,
            ValidFrom = (terms.From ?? Now).ToUnixTimeMilliseconds(),
            ValidTo = terms.To.ToUnixTimeMilliseconds(),
            Count = terms.Count,
        };
        ConsentContent content = terms.ToContent(assistance: null);
        content.Confirmation = terms.Sources.Count > 0 ? ConfirmationOf(who) : null;
        content.Guardian = certificate is not null && terms.Sources.Count > 0 ? guardians.PartOf(rows, who, certificate) : null;
        return new PreparedConsent(granted, ConsentContents.Seal(rows, vault, granted, content), certificate) { Sources = terms.Sources.Count };
    }

    private (ByteString Holder, Licence? Certificate) ForWhom(LedgerRead rows, SignedInPerson who, HolderCode? of)
    {
        if (of is null && who.Holders.Count != 1)
        {
            throw new LedgerException(LedgerError.MissingField, "您以多个主体登录，请写明授权主体。", "You signed in for several holders; say for which.", "/holder");
        }

        Crypto.Hashing.Digest lookup = of is null ? who.Holders[0] : holders.LookupOf(of.CodeType, of.Code);
        ByteString? known = HolderRegister.Find(rows, lookup);
        if (who.IsGuardian || !who.Holders.Contains(lookup))
        {
            Licence certificate = guardians.Require(rows, who, known, LicenceDate.InChina(Now));
            return (known!, certificate);
        }

        RequireAdult(rows, known ?? throw new LedgerException(
            LedgerError.NotFound, "本账本没有您的证照或材料。", "This ledger has no licence or material of yours."));
        return (known, null);
    }

    private void RequireAdult(LedgerRead rows, ByteString holder)
    {
        if (Guardianship.IsMinor(holders.Open(rows, holder), LicenceDate.InChina(Now)))
        {
            throw new LedgerException(LedgerError.NotAllowed, "未成年人的授权由监护人作出。", "For a minor the guardian consents.");
        }
    }

    private void RequireRoom(IEnumerable<Consent> consents)
    {
        if (consents.Count(Counts) >= ConsentLimits.LiveOfHolder)
        {
            throw new LedgerException(
                LedgerError.TooLarge, $"有效授权已达 {ConsentLimits.LiveOfHolder} 项，请先撤回不用的。", $"{ConsentLimits.LiveOfHolder} consents count already; withdraw those not needed.");
        }
    }

    private bool Counts(Consent consent) => consent.StateAt(Now) is ConsentState.Live or ConsentState.NotYet;

    private IEnumerable<OpenedConsent> Opened(LedgerRead rows, IEnumerable<Consent> consents) =>
        consents.Select(consent => ConsentContents.TryOpen(rows, vault, consent)).OfType<OpenedConsent>();

    private static IEnumerable<Consent> InOrder(LedgerRead rows, SignedInPerson who, long? after, int limit) => HandlesOf(rows, who)
        .SelectMany(holder => ConsentTable.OfHolder(rows, holder, after, limit))
        .Concat(who.OwnHolders is null ? ConsentTable.OfGuardian(rows, PersonOf(who), after, limit) : [])
        .DistinctBy(consent => consent.Handle).OrderBy(consent => consent.Index);

    private static bool IsOf(LedgerRead rows, SignedInPerson who, Consent consent) =>
        HandlesOf(rows, who).Contains(consent.Holder) || (consent.IsByGuardian && consent.ByPerson == PersonOf(who));

    private static IEnumerable<ByteString> HandlesOf(LedgerRead rows, SignedInPerson who) =>
        who.Holders.Select(lookup => HolderRegister.Find(rows, lookup)).OfType<ByteString>();

    private static LogReceipt Withdraw(LedgerWrite write, Consent consent, ByteString person)
    {
        LogReceipt receipt = write.Append(consent.Withdraw(person));
        ConsentSources.Withdraw(write, consent.Handle);
        return receipt;
    }

    private static Confirmation ConfirmationOf(SignedInPerson who) => new() { Provider = who.Provider, AuthenticatedAt = who.AuthenticatedAt.ToUnixTimeMilliseconds() };

    private static ByteString PersonOf(SignedInPerson who) => ByteString.CopyFrom(who.Person.Span);

    private static LedgerException Vanished() => new(LedgerError.Busy, "请重试。", "Try again.");
}
