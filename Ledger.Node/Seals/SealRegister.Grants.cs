using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Seals;

/// <summary>用章授权 and 用章记录.</summary>
internal sealed partial class SealRegister
{
    /// <summary>The most uses, or refused attempts, of one page.</summary>
    public const int MostListed = 200;

    /// <summary>Grants the use of a seal.</summary>
    /// <param name="caller">Who grants.</param>
    /// <param name="handle">The seal's 16 bytes.</param>
    /// <param name="request">What for.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>: the seal is not made or has ended; a field is wrong.
    /// </exception>
    public async Task<GrantChange> GrantAsync(
        SealCaller caller, ByteString handle, GrantRequest request, RequestKey key, CancellationToken cancel)
    {
        caller.Require();
        request.Require(Today);
        SealDetails details = caller.Details();
        details.GrantedOperator = request.Operator ?? "";
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                Seal seal = SealTable.Own(write, caller.Authority, handle);
                int live = SealGrantTable.Of(write, handle).Count(grant => grant.WithdrawnAt is null);
                SealGranted granted = SealGrant.Grant(seal, live, request, caller.Actor(secrets), secrets);
                byte[] content = _vault.Seal(granted.Handle, details);
                granted.SealedSm3 = Sm3Of(content);
                return write.Append(granted, content);
            },
            cancel);
        using LedgerRead rows = ledger.Read();
        return new GrantChange(
            SealGrantTable.Find(rows, handle, Entered(rows, receipt, SealGranted.Parser).Handle)!, receipt);
    }

    /// <summary>收回授权, at once.</summary>
    /// <param name="caller">Who withdraws it.</param>
    /// <param name="handle">The seal's 16 bytes.</param>
    /// <param name="grant">The grant's 16 bytes.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>; a field is wrong.</exception>
    public async Task<GrantChange> WithdrawAsync(
        SealCaller caller, ByteString handle, ByteString grant, RequestKey key, CancellationToken cancel)
    {
        caller.Require(needsNote: true);
        byte[] content = _vault.Seal(grant, caller.Details());
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                SealGrantWithdrawn withdrawn = Own(write, caller.Authority, handle, grant).Withdraw(caller.Actor(secrets));
                withdrawn.SealedSm3 = Sm3Of(content);
                return write.Append(withdrawn, content);
            },
            cancel);
        using LedgerRead rows = ledger.Read();
        return new GrantChange(Own(rows, caller.Authority, handle, grant), receipt);
    }

    /// <summary>Every grant of a seal of the caller's authority, the oldest first.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public IReadOnlyList<SealGrant> Grants(string authority, ByteString handle)
    {
        using LedgerRead rows = ledger.Read();
        return SealGrantTable.Of(rows, SealTable.Own(rows, authority, handle).Handle);
    }

    /// <summary>Who granted it, and for whom; null where no department's system did, or where that was erased.</summary>
    public SealDetails? DetailsOf(SealGrant grant)
    {
        using LedgerRead rows = ledger.Read();
        return grant.By is null ? null : _vault.Open(rows, grant.Handle, grant.Index);
    }

    /// <summary>用章记录 of a seal of the caller's authority, the oldest first.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="handle">The seal's 16 bytes.</param>
    /// <param name="after">The log index to go on after; null to start at the beginning.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public IReadOnlyList<SealedLicence> Uses(string authority, ByteString handle, long? after)
    {
        using LedgerRead rows = ledger.Read();
        return [.. SealGrantTable.Uses(rows, SealTable.Own(rows, authority, handle).Handle, after, MostListed)];
    }

    /// <summary>Attempts of the caller's authority to seal without the right to, the oldest first.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="after">The log index to go on after; null to start at the beginning.</param>
    public IReadOnlyList<RefusedUse> Refusals(string authority, long? after)
    {
        using LedgerRead rows = ledger.Read();
        return [.. SealGrantTable.Refusals(rows, authority, after, MostListed)];
    }

    /// <summary>The same since a moment, the oldest first.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="since">From when on.</param>
    public IReadOnlyList<RefusedUse> RefusalsSince(string authority, DateTimeOffset since)
    {
        using LedgerRead rows = ledger.Read();
        long first = LogEntry.FirstSince(rows, since);
        return [.. SealGrantTable.Refusals(rows, authority, first > 0 ? first - 1 : null, MostListed)];
    }

    private static SealGrant Own(LedgerRead rows, string authority, ByteString handle, ByteString grant) =>
        SealGrantTable.Find(rows, SealTable.Own(rows, authority, handle).Handle, grant)
        ?? throw new LedgerException(LedgerError.NotFound, "没有这项用章授权。", "There is no such grant.");
}
