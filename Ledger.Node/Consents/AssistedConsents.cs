using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;

namespace Ledger.Node.Consents;

/// <summary>
/// 协助授权: a clerk writes a consent down and tells the holder a one-time code; the holder, signed in on a device of their own, sees what it says and confirms
/// it by the code. Until then nothing stands in the log; a request is forgotten when its code is over.
/// </summary>
internal sealed class AssistedConsents(LedgerWriter ledger, HolderRegister holders, ConsentRegister consents, AssistedVault vault, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>Opens a request. The answer is the same whether the ledger knows the holder or not.</summary>
    /// <param name="holder">Whose consent it would be.</param>
    /// <param name="terms">What it would allow.</param>
    /// <param name="assistance">Who writes it down, where.</param>
    /// <param name="cancel">Stops waiting; it may be opened all the same.</param>
    /// <returns>The request, and the code for the holder, which is kept nowhere.</returns>
    /// <exception cref="LedgerException">A field is wrong; <see cref="LedgerError.Busy"/>: too many wait.</exception>
    public async Task<(AssistedConsent Request, string Code)> OpenAsync(HolderCode holder, ConsentTerms terms, Assistance assistance, CancellationToken cancel)
    {
        holder.Require();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        consents.Rules.Require(terms, now);
        (ByteString handle, string code) = (Handle.New(), OneTimeCode.New());
        byte[] key = KeyOf(holders.LookupOf(holder.CodeType, holder.Code), handle);
        AssistedRow row = new()
        {
            Content = terms.ToContent(assistance),
            ValidFrom = (terms.From ?? now).ToUnixTimeMilliseconds(),
            ValidTo = terms.To.ToUnixTimeMilliseconds(),
            Count = terms.Count,
            CodeLookup = ByteString.CopyFrom(secrets.ConsentCodeLookup(handle.Span, code).Span),
            ExpiresAt = (now + ConsentLimits.CodeLifetime).ToUnixTimeMilliseconds(),
        };
        byte[] content = vault.Seal(key, row);
        List<byte[]> over = Over(key, now);
        await ledger.WriteAsync(write => Put(write, key, content, over), cancel);
        return (Of(key, row), code);
    }

    /// <summary>What waits for a person to confirm it, in no order.</summary>
    public IReadOnlyList<AssistedConsent> Of(SignedInPerson who)
    {
        using LedgerRead rows = ledger.Read();
        return
        [
            .. who.Holders.SelectMany(lookup => rows.Scan(Column.AssistedConsents, lookup.ToArray(), limit: ConsentLimits.WaitingOfHolder))
                .Select(row => (row.Key, Row: vault.Open(row.Key, row.Value)))
                .Where(row => Waits(row.Row)).Select(row => Of(row.Key, row.Row)),
        ];
    }

    /// <summary>Confirms one, which grants the consent.</summary>
    /// <param name="who">Who signed in, stepped up.</param>
    /// <param name="name">The request.</param>
    /// <param name="code">The code as the clerk told it.</param>
    /// <param name="request">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be confirmed all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent, over, somebody else's, or tried too often; <see cref="LedgerError.NotAllowed"/>: another code.
    /// </exception>
    public async Task<OpenedConsent> ConfirmAsync(SignedInPerson who, string name, string code, RequestKey request, CancellationToken cancel)
    {
        ledger.RequireWriting();
        PreparedConsent? prepared = null;
        byte[] key = [];
        if (!WasDone(request))
        {
            (key, AssistedRow row) = await ledger.WriteAsync(write => TakeTry(write, who, name), cancel);
            RequireCode(ConsentName.TryRead(name)!, row, code);
            using LedgerRead rows = ledger.Read();
            ByteString holder = HolderRegister.Find(rows, new Digest(key.AsSpan(0, Digest.Length))) ?? throw NotFound();
            prepared = consents.PrepareAssisted(rows, who, holder, ConsentName.TryRead(name)!, row);
        }

        LogReceipt receipt = await ledger.WriteOnceAsync(
            request,
            write =>
            {
                if (prepared is null || write.Get(Column.AssistedConsents, key) is null)
                {
                    throw NotFound(); // confirmed by another request meanwhile
                }

                write.Delete(Column.AssistedConsents, key);
                return prepared.Enter(write);
            },
            cancel);
        using LedgerRead after = ledger.Read();
        return consents.OpenGrantedAt(after, receipt.Index);
    }

    private bool WasDone(RequestKey request)
    {
        using LedgerRead rows = ledger.Read();
        return rows.ReceiptOf(request) is not null;
    }

    // Counted before anything is compared, so that many tries at once are as many.
    private (byte[] Key, AssistedRow Row) TakeTry(LedgerWrite write, SignedInPerson who, string name)
    {
        ByteString handle = ConsentName.TryRead(name) ?? throw NotFound();
        byte[] key = who.Holders.Select(lookup => KeyOf(lookup, handle)).FirstOrDefault(own => write.Get(Column.AssistedConsents, own) is not null) ?? throw NotFound();
        AssistedRow row = vault.Open(key, write.Get(Column.AssistedConsents, key)!);
        if (!Waits(row))
        {
            throw NotFound();
        }

        row.Tries++;
        write.Put(Column.AssistedConsents, key, vault.Seal(key, row));
        return (key, row);
    }

    private void RequireCode(ByteString handle, AssistedRow row, string code)
    {
        if (!CryptographicOperations.FixedTimeEquals(secrets.ConsentCodeLookup(handle.Span, code).Span, row.CodeLookup.Span))
        {
            int left = ConsentLimits.CodeTries - row.Tries;
            throw new LedgerException(LedgerError.NotAllowed, $"验证码不符，还可再试 {left} 次。", $"It is another code; {left} more tries.");
        }
    }

    private bool Waits(AssistedRow row) => row.Tries < ConsentLimits.CodeTries && time.GetUtcNow().ToUnixTimeMilliseconds() <= row.ExpiresAt;

    /// <summary>The rows that are over; refuses where too many are not.</summary>
    private List<byte[]> Over(byte[] key, DateTimeOffset now)
    {
        using LedgerRead rows = ledger.Read();
        List<byte[]> over = [];
        (int waiting, int ofHolder) = (0, 0);
        foreach ((byte[] other, byte[] content) in rows.Scan(Column.AssistedConsents, []))
        {
            if (vault.Open(other, content).ExpiresAt < now.ToUnixTimeMilliseconds())
            {
                over.Add(other);
                continue;
            }

            waiting++;
            ofHolder += other.AsSpan(0, Digest.Length).SequenceEqual(key.AsSpan(0, Digest.Length)) ? 1 : 0;
        }

        return waiting < ConsentLimits.Waiting && ofHolder < ConsentLimits.WaitingOfHolder
            ? over
            : throw new LedgerException(LedgerError.Busy, "待确认的授权过多，请稍后重试。", "Too many consents wait to be confirmed; try again later.");
    }

    private static bool Put(LedgerWrite write, byte[] key, byte[] content, List<byte[]> over)
    {
        over.ForEach(old => write.Delete(Column.AssistedConsents, old));
        write.Put(Column.AssistedConsents, key, content);
        return true;
    }

    private static AssistedConsent Of(byte[] key, AssistedRow row)
    {
        DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return new AssistedConsent(
            ByteString.CopyFrom(key.AsSpan(Digest.Length)),
            ConsentTerms.Of(row.Content, Moment(row.ValidFrom), Moment(row.ValidTo), row.Count),
            row.Content.Assistance,
            Moment(row.ExpiresAt));
    }

    private static byte[] KeyOf(Digest lookup, ByteString handle) => [.. lookup.Span, .. handle.Span];

    private static LedgerException NotFound() => new(LedgerError.NotFound, "没有这份待确认的授权。", "There is no such consent to confirm.");
}
