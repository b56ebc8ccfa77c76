using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

/// <summary>A ledger whose licences are asked about their past, and a verifier who has nothing but its public keys.</summary>
internal sealed class HistoryLedger : IAsyncDisposable
{
    private readonly LicenceMaker _maker;

    public HistoryLedger()
    {
        _maker = new LicenceMaker(IssuingLedger.Origin, Issuing.Clock);
        History = new LicenceHistory(Issuing.Parties.Writer, _maker, Issuing.Parties.Vault, ProveAsync, Issuing.Clock);
    }

    public IssuingLedger Issuing { get; } = new();

    public LicenceHistory History { get; }

    public TestClock Clock => Issuing.Clock;

    public LicenceRegister Register => Issuing.Register;

    /// <summary>Done before each proof is made.</summary>
    public Func<Task> BeforeProof { get; set; } = () => Task.CompletedTask;

    /// <summary>Done after each proof is made.</summary>
    public Func<Task> AfterProof { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether the checkpoints count as cosigned.</summary>
    public bool HasQuorum { get; set; } = true;

    public Task<PastLicence> AtAsync(LicenceIdentifier identifier, DateTimeOffset moment, string authority = IssuingLedger.Issuer) =>
        History.AtAsync(authority, identifier.ToString(), moment, CancellationToken.None);

    /// <summary>Every event of a licence, fetched in pages of a size.</summary>
    public IReadOnlyList<LicenceEvent> Events(LicenceIdentifier identifier, int page = LicenceHistory.MaximumListed)
    {
        List<LicenceEvent> events = [];
        long? after = null;
        do
        {
            LicenceEventPage next = History.Events(IssuingLedger.Issuer, identifier.ToString(), after, page);
            Assert.InRange(next.Events.Count, 1, page);
            events.AddRange(next.Events);
            after = next.Next;
        }
        while (after is not null);
        return events;
    }

    /// <summary>A decision, a moment after whatever came before.</summary>
    public LicenceDecision On(LicenceIdentifier identifier, TimeSpan? later = null)
    {
        Clock.Now += later ?? TimeSpan.FromHours(1);
        return IssuingLedger.On(identifier.ToString(), Clock.Now.ToString("O"));
    }

    /// <summary>The next version, a moment after whatever came before.</summary>
    public async Task<LicenceIdentifier> NextAsync(LicenceIdentifier identifier, NextVersion next, TimeSpan? later = null)
    {
        LicenceDecision decision = On(identifier, later);
        return (await Register.IssueNextAsync(decision.Authority, decision.Identifier, next, decision.Key, CancellationToken.None)).Licence.Identifier;
    }

    /// <summary>What a verifier makes of a proof: the status at a moment, or null where the proof does not tell.</summary>
    public PastStatus? Verified(PastLicence past) => new StatusVerifier(Issuing.Parties.Log, TimeSpan.FromDays(1), Clock)
        .Verify(StatusBundle.Parse(past.Proof.Bundle.Format()), _maker.MapKeyOf(past.Licence.Handle))
        .StatusAt(past.Moment);

    public ValueTask DisposeAsync() => Issuing.DisposeAsync();

    private async Task<ShownStatus> ProveAsync(Digest mapKey, CancellationToken cancel)
    {
        await BeforeProof();
        LogHead head = Issuing.Parties.Writer.Head!;
        ShownHead shown = new(head, SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(head.Note)), Report: null);
        ShownStatus status = new(StatusBundles.Make(Issuing.Parties.Writer, null, mapKey, shown), HasQuorum, head.MapCommit.Time);
        await AfterProof();
        return status;
    }
}
