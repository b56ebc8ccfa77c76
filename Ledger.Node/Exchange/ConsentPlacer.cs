using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Receipts;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Ledger.Node.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Exchange;

/// <summary>
/// Tells other provinces' nodes what holders confirmed here of things that lie there (一次授权): each enters a consent of the same handle in its own log, and proves it. Who does not
/// answer is told again, every half minute, also after a start; told twice, it gives the same answer. Withdrawals go the same way.
/// </summary>
/// <param name="ledger">The log, and the rows of who has still to be told.</param>
/// <param name="consents">The consents.</param>
/// <param name="neighbours">The other provinces' nodes.</param>
/// <param name="verifier">Believes what they prove.</param>
/// <param name="envelopes">To which they seal their answers; null where there are none.</param>
/// <param name="sign">Signs a statement of the node's own, at a moment; null where it has no keys for that now.</param>
/// <param name="prove">Shows the guardian who granted a consent; refuses where they may no more.</param>
/// <param name="time">The only clock.</param>
/// <param name="logger">Told of refusals.</param>
/// <param name="patience">How long to wait before who did not answer is told again; null for half a minute.</param>
internal sealed partial class ConsentPlacer(
    LedgerWriter ledger, ConsentRegister consents, Neighbours neighbours, ExchangeVerifier verifier, EnvelopeKey? envelopes,
    Func<string, JsonObject, DateTimeOffset, SignedStatement?> sign, Func<OpenedConsent, CancellationToken, Task<GuardianProof>> prove, TimeProvider time, ILogger<ConsentPlacer> logger, TimeSpan? patience = null) : BackgroundService
{
    /// <summary>Where a province's node is told.</summary>
    public const string Path = "/api/v1/provinces/consents";

    /// <summary>How long a person waits for the other provinces' answers.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromSeconds(3);

    private const int Page = 1_000;
    private const int Created = 201;
    private const int Ok = 200;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    /// <summary>Tells every province that has still to be told of a consent, all at once, for at most <see cref="Waits"/>.</summary>
    /// <param name="consent">The consent; one that opens nothing elsewhere is left as it is.</param>
    /// <param name="cancel">Gives up; they are told later.</param>
    /// <returns>The consent as it is then; null where it cannot be read.</returns>
    public Task<OpenedConsent?> TellAsync(ByteString consent, CancellationToken cancel) => TellAsync(consent, Waits, cancel);

    /// <summary>Tells who has still to be told, until it is stopped.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TellAllAsync(stoppingToken);
                await Task.Delay(_patience, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Who was not told is told after the next start.
        }
    }

    private async Task<OpenedConsent?> TellAsync(ByteString consent, TimeSpan patience, CancellationToken cancel)
    {
        if (consents.Find(consent) is not OpenedConsent opened)
        {
            await ledger.WriteAsync(write => Done(() => ConsentSources.Close(write, consent)), cancel);
            return null;
        }

        bool isWithdrawn = opened.Consent.WithdrawnAt is not null;
        int[] untold = [.. Enumerable.Range(0, opened.Sources.Count).Where(place => ConsentSources.IsUntold(opened.Sources[place], isWithdrawn))];
        if (untold.Length > 0)
        {
            using CancellationTokenSource waits = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            waits.CancelAfter(patience);
            await Task.WhenAll(untold.Select(place => TellAsync(opened, place, waits.Token)));
            cancel.ThrowIfCancellationRequested();
        }

        return consents.Find(consent);
    }

    private async Task TellAllAsync(CancellationToken cancel)
    {
        for (IReadOnlyList<ByteString> untold = Untold(after: null); untold.Count > 0; untold = Untold(untold[^1]))
        {
            foreach (ByteString consent in untold)
            {
                try
                {
                    // Who does not answer at all is left alone after a while: one keeps no other waiting for long.
                    await TellAsync(consent, Timeout.InfiniteTimeSpan, cancel);
                }
                catch (LedgerException e)
                {
                    NotNoted(e.Error);
                    return; // this node does not write now
                }
            }
        }
    }

    private IReadOnlyList<ByteString> Untold(ByteString? after)
    {
        using LedgerRead rows = ledger.Read();
        return ConsentSources.Untold(rows, after, Page);
    }

    private async Task TellAsync(OpenedConsent opened, int place, CancellationToken cancel)
    {
        (Consent consent, string province) = (opened.Consent, opened.Terms.Sources[place].Province);
        PlacedSource? answer = null;
        try
        {
            answer = time.GetUtcNow() > consent.To ? new PlacedSource { Outcome = SourceOutcome.Over }
                : consent.WithdrawnAt is null ? await PlaceAsync(opened, place, province, cancel)
                : await WithdrawAsync(consent, province, cancel);
        }
        catch (LedgerException e)
        {
            answer = OfRefusal(consent, e);
            if (e.Error is not LedgerError.Unavailable)
            {
                NotTaken(province, consent.Index, e.Error);
            }
        }
        catch (OperationCanceledException)
        {
            // Told later.
        }

        if (answer is not null)
        {
            await ledger.WriteAsync(write => Done(() => ConsentSources.Note(write, consent.Handle, place, answer)), CancellationToken.None);
        }
    }

    private async Task<PlacedSource?> PlaceAsync(OpenedConsent opened, int place, string province, CancellationToken cancel)
    {
        if (consents.ActOf(opened, place) is not ConsentAct act || envelopes is null)
        {
            return null;
        }

        GuardianProof? guardian = opened.Guardian is null ? null : await prove(opened, cancel);
        return await neighbours.AskProvinceAsync(
            province,
            from => QuestionOf(Path, ConsentAct.Kind, act.ToStatement(from.Origin, time.GetUtcNow()), ConsentName.Of(act.Consent), guardian),
            (from, answer) => new PlacedSource { Outcome = SourceOutcome.Placed, Index = verifier.Placed(from.Origin, act, Opened(answer)) },
            cancel);
    }

    private Task<PlacedSource> WithdrawAsync(Consent consent, string province, CancellationToken cancel) => neighbours.AskProvinceAsync(
        province,
        from => QuestionOf($"{Path}/{consent.Name}/withdrawal", ConsentAct.WithdrawalKind, ConsentAct.WithdrawalOf(consent.Handle, from.Origin, time.GetUtcNow()), consent.Name),
        (from, answer) =>
        {
            answer.Require(Ok);
            _ = verifier.Withdrawn(from.Origin, consent.Handle, answer.Content);
            return new PlacedSource { Outcome = SourceOutcome.Withdrawn };
        },
        cancel);

    /// <summary>What a refusal comes to; null where it is asked again.</summary>
    private PlacedSource? OfRefusal(Consent consent, LedgerException refusal)
    {
        if (consent.WithdrawnAt is DateTimeOffset withdrawn)
        {
            // A grant that is still under way cannot arrive any more once its statement is over.
            bool isTooLateToArrive = time.GetUtcNow() > withdrawn + ConsentLimits.StatementLifetime + (2 * ConsentLimits.ClockDifference);
            return refusal.Error is LedgerError.NotFound && isTooLateToArrive ? new PlacedSource { Outcome = SourceOutcome.Withdrawn } : null;
        }

        return refusal.Error is LedgerError.Unavailable or LedgerError.Busy or LedgerError.QuotaExceeded or LedgerError.Waiting or LedgerError.Quarantined
            ? null
            : new PlacedSource { Outcome = SourceOutcome.Refused, Code = refusal.Error.Code(), Chinese = refusal.Chinese, English = refusal.English };
    }

    private static JsonObject Of(GuardianProof guardian)
    {
        JsonObject shown = new() { ["document"] = Convert.ToBase64String(guardian.Document.Span), ["proof"] = Convert.ToBase64String(guardian.Status.Span) };
        if (!guardian.SealStatus.IsEmpty)
        {
            shown["sealProof"] = Convert.ToBase64String(guardian.SealStatus.Span);
        }

        return shown;
    }

    private NeighbourQuestion QuestionOf(string path, string kind, JsonObject statement, string key, GuardianProof? guardian = null)
    {
        SignedStatement signed = sign(kind, statement, time.GetUtcNow()) ?? throw new LedgerException(
            LedgerError.Unavailable, "本节点没有可用的回执密钥，无法签署跨省授权。", "This node has no receipt keys that count now, to sign consents for other provinces.");
        JsonObject body = new() { ["act"] = Convert.ToBase64String(signed.ToBytes()) };
        if (kind == ConsentAct.Kind)
        {
            body["envelope"] = Convert.ToBase64String(envelopes!.Certificate.Raw.Span);
        }

        if (guardian is not null)
        {
            body["guardianship"] = Of(guardian);
        }

        return new NeighbourQuestion(HttpMethod.Post, path, CanonicalJson.Write(body), key);
    }

    private byte[] Opened(NeighbourAnswer answer)
    {
        answer.Require(Created);
        try
        {
            return envelopes!.TryOpen(Envelope.Parse(answer.Content)) ?? throw new NeighbourException("Its envelope is not sealed to this node, or was changed.", isLie: true);
        }
        catch (FormatException e)
        {
            throw new NeighbourException("It gave no envelope.", isLie: true, e);
        }
    }

    private static bool Done(Action act)
    {
        act();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Province {Division} does not take what the consent at index {Index} says: {Error}.")]
    private partial void NotTaken(string division, long index, LedgerError error);

    [LoggerMessage(Level = LogLevel.Information, Message = "What other provinces answered to consents cannot be noted now: {Error}.")]
    private partial void NotNoted(LedgerError error);
}
