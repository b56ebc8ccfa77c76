using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>
/// Decisions on a licence of the caller's own authority: each is one event, and says on what ground and through whom. All refuse with a
/// <see cref="LedgerException"/>: absent, another authority's, in no state for it, or a field is wrong. Cancelling stops waiting; it may
/// be done all the same.
/// </summary>
internal sealed partial class LicenceRegister
{
    /// <summary>The most open flags that one page lists.</summary>
    public const int MostFlagsListed = 100;

    /// <summary>暂扣.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="until">Day until which it was decided, or null. The licence is given back by a decision, not by the day.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> SuspendAsync(LicenceDecision decision, DateOnly? until, CancellationToken cancel) => DecideAsync(
        decision, (licence, ground) => licence.Suspend(ground, until, Today), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>暂扣发还.</summary>
    public Task<LogReceipt> ResumeAsync(LicenceDecision decision, CancellationToken cancel) => DecideAsync(
        decision, (licence, ground) => licence.Resume(ground), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>注销, 撤销, 吊销 or 转出: ends a licence for good.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="reason">How it ends.</param>
    /// <param name="destination">转出: division code of the province it moves to; null for any other end.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> RevokeAsync(
        LicenceDecision decision, RevocationReason reason, string? destination, CancellationToken cancel) => DecideAsync(
            decision, (licence, ground) => licence.Revoke(reason, ground, destination), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>校验: the annual check that some types demand.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="passed">Its result. A failed check suspends nothing by itself.</param>
    /// <param name="nextDue">Day of the next check; null for as many months on as the type says.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> CheckAsync(LicenceDecision decision, bool passed, DateOnly? nextDue, CancellationToken cancel) => DecideAsync(
        decision,
        (licence, ground) => licence.Check(passed, ground, nextDue ?? NextCheckOf(licence, ground)), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>异议标注: from here on every answer about the licence says that an objection is open.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="reference">Number of the objection at the department: 1 to 64 digits, capital letters and hyphens.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> DisputeAsync(LicenceDecision decision, string reference, CancellationToken cancel) => DecideAsync(
        decision, (licence, ground) => licence.Dispute(reference, ground), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>异议标注撤销.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="outcome">How the objection was settled.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> LiftDisputeAsync(LicenceDecision decision, DisputeOutcome outcome, CancellationToken cancel) => DecideAsync(
        decision, (licence, ground) => licence.LiftDispute(outcome, ground), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>Takes a flag off: the authority has looked.</summary>
    /// <param name="decision">On which licence, and on what ground.</param>
    /// <param name="rule">The flag's rule.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LogReceipt> ClearFlagAsync(LicenceDecision decision, FlagRule rule, CancellationToken cancel) => DecideAsync(
        decision, (licence, ground) => licence.ClearFlag(rule, ground), (e, sm3) => e.SealedSm3 = sm3, cancel);

    /// <summary>Open flags on the licences of an authority, the oldest first.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="after">Log index of the last flag seen, or null for the first page.</param>
    /// <param name="limit">1 to <see cref="MostFlagsListed"/>.</param>
    public IReadOnlyList<(Licence Licence, LicenceFlag Flag)> OpenFlags(string authority, long? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostFlagsListed);
        using LedgerRead rows = ledger.Read();
        return [.. FlagTable.OfIssuer(rows, authority, after, limit)];
    }

    /// <summary>Seals who acted, then decides in the turn and appends the event.</summary>
    private Task<LogReceipt> DecideAsync<T>(
        LicenceDecision decision, Func<Licence, Decision, T> decide, Action<T, ByteString> nameSealed, CancellationToken cancel)
        where T : IMessage<T>
    {
        ledger.RequireWriting();
        decision.Decision.Require(Today);
        byte[]? details;
        using (LedgerRead rows = ledger.Read())
        {
            Licence licence = Own(rows, decision.Authority, decision.Identifier);
            details = LicencePreparation.SealDetails(rows, vault, licence, decision.Decision);
        }

        return ledger.WriteOnceAsync(
            decision.Key,
            write =>
            {
                T e = decide(Own(write, decision.Authority, decision.Identifier), decision.Decision);
                nameSealed(e, SealedDigest.Of(details));
                return write.Append(e, details);
            },
            cancel);
    }

    private DateOnly? NextCheckOf(Licence licence, Decision ground) =>
        TypeOf(licence)?.AnnualCheckMonths is int months ? ground.DecidedOn.AddMonths(months) : null;
}
