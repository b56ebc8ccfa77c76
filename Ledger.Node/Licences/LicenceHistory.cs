using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>Tells an authority what happened to its licences, and what they were at a moment of the past.</summary>
/// <param name="ledger">The log.</param>
/// <param name="maker">Knows the licences' keys in the status map.</param>
/// <param name="vault">Opens what is sealed beside the events.</param>
/// <param name="prove">Gives the status of a key in the map, under a checkpoint that covers its last event.</param>
/// <param name="time">The only clock.</param>
internal sealed class LicenceHistory(
    LedgerWriter ledger, LicenceMaker maker, HolderVault vault, Func<Digest, CancellationToken, Task<ShownStatus>> prove, TimeProvider time)
{
    /// <summary>The most events of one page.</summary>
    public const int MaximumListed = 200;

    /// <summary>Events of a page where no number is asked for.</summary>
    public const int UsuallyListed = 50;

    /// <summary>What happened to a licence and to the versions before and after it, in the order of the log.</summary>
    /// <param name="authority">The caller's authority, which must have issued it.</param>
    /// <param name="identifier">Any of the versions.</param>
    /// <param name="after">The log index to go on after; null to start at the beginning.</param>
    /// <param name="limit">1 to 200 events; null for 50.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent or another authority's; <see cref="LedgerError.InvalidField"/>.
    /// </exception>
    public LicenceEventPage Events(string authority, string identifier, long? after, int? limit)
    {
        int most = limit ?? UsuallyListed;
        if (most is < 1 or > MaximumListed)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"每页条数应为 1 至 {MaximumListed}。", $"A page has 1 to {MaximumListed} events.", "/limit");
        }

        using LedgerRead rows = ledger.Read();
        List<(Licence Version, LicenceStep Step)> steps = [];
        foreach (Licence version in LicenceLife.Versions(rows, LicenceRegister.Own(rows, authority, identifier)))
        {
            // One more than the page has, since a version's last event may stand behind the first of the next: 换发 issues, then ends.
            if (steps.Count > most)
            {
                break;
            }

            steps.AddRange(StepsOf(rows, version).Where(step => !(step.Index <= after)).Select(step => (version, step)));
        }

        LicenceEvent[] events =
            [.. steps.OrderBy(item => item.Step.Index).Take(most).Select(item => EventOf(rows, item.Version, item.Step))];
        return new LicenceEventPage(events, steps.Count > most ? events[^1].Step.Index : null);
    }

    /// <summary>What a licence was at a moment, and which of its versions was current.</summary>
    /// <param name="authority">The caller's authority, which must have issued it.</param>
    /// <param name="identifier">Any of the versions.</param>
    /// <param name="moment">The moment, not in the future; an event of that very moment counts.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent or another authority's; <see cref="LedgerError.InvalidField"/>: in the future;
    /// <see cref="LedgerError.Quarantined"/>; <see cref="LedgerError.Waiting"/>.
    /// </exception>
    public async Task<PastLicence> AtAsync(string authority, string identifier, DateTimeOffset moment, CancellationToken cancel)
    {
        if (moment > time.GetUtcNow())
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "所问时刻尚未到来；某日以该日结束时为准，当日请写明时刻。",
                "The moment is still to come. A day stands for its end: for today, write a moment.",
                "/at");
        }

        Licence proven = CurrentAt(authority, identifier, moment);
        while (true)
        {
            ShownStatus proof = await prove(maker.MapKeyOf(proven.Handle), cancel);
            PastLicence past = At(authority, identifier, moment, proof);
            if (past.Licence.Handle == proven.Handle)
            {
                return past;
            }

            // Another version was issued while the proof was made, and the checkpoint that it came under counts it.
            proven = past.Licence;
        }
    }

    private static Licence? Current(IReadOnlyList<Licence> versions, DateTimeOffset moment, long size) =>
        versions.LastOrDefault(version => version.IssuedAt <= moment && version.IssuedIndex < size);

    private Licence CurrentAt(string authority, string identifier, DateTimeOffset moment)
    {
        using LedgerRead rows = ledger.Read();
        IReadOnlyList<Licence> versions = LicenceLife.Versions(rows, LicenceRegister.Own(rows, authority, identifier));
        return Current(versions, moment, long.MaxValue) ?? versions[0];
    }

    /// <summary>What the events under the proof's checkpoint add up to, and no others: then the two never say different things.</summary>
    private PastLicence At(string authority, string identifier, DateTimeOffset moment, ShownStatus proof)
    {
        long size = proof.Bundle.MapCommit.Index;
        using LedgerRead rows = ledger.Read();
        IReadOnlyList<Licence> versions = LicenceLife.Versions(rows, LicenceRegister.Own(rows, authority, identifier));
        if (Current(versions, moment, size) is not Licence version)
        {
            return new PastLicence(moment, StepsOf(rows, versions[0])[0].After, IsIssued: false, State: null, proof);
        }

        LicenceStep then = StepsOf(rows, version).Last(step => step.Leaf.Time <= moment && step.Index < size);
        return new PastLicence(moment, then.After, IsIssued: true, then.StateOn(LicenceDate.InChina(moment)), proof);
    }

    private IReadOnlyList<LicenceStep> StepsOf(LedgerRead rows, Licence version) =>
        LicenceLife.Steps(rows, version, maker.MapKeyOf(version.Handle));

    private LicenceEvent EventOf(LedgerRead rows, Licence version, LicenceStep step) => new(
        version.Identifier, step, step.Event is null ? null : DecisionFacts.Of(step.Event), DetailsOf(rows, version, step));

    private DecisionDetails? DetailsOf(LedgerRead rows, Licence version, LicenceStep step)
    {
        if (step.Event is null
            || rows.Get(Column.Sealed, RowKey.Of(step.Index)) is not byte[] content
            || !version.Holders.All(holder => HolderKeys.Exists(rows, holder)))
        {
            return null;
        }

        return step.Event is LicenceIssued
            ? LicenceContent.Parser.ParseFrom(vault.Open(rows, version.Holders, LicencePreparation.ContentPurpose, content)).Decision
            : DecisionDetails.Parser.ParseFrom(vault.Open(rows, version.Holders, LicencePreparation.DetailsPurpose, content));
    }
}
