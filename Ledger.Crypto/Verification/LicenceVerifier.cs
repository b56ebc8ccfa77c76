using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Judges one licence from bytes alone: the document, the proof that travels with it, the verifier's own trust policy and clock.
/// What remote parties said goes in as <see cref="RemoteEvidence"/>, is proven like the rest, and never makes a bad licence good. Safe from
/// several threads; one that is kept verifies each checkpoint once, and the proof of a seal, which all licences under that seal bring along.
/// </summary>
/// <param name="policy">What the verifier trusts.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class LicenceVerifier(TrustPolicy policy, TimeProvider time)
{
    private readonly ProofMemory _memory = new();

    /// <summary>Checks everything there is to check and says why.</summary>
    /// <param name="document">Bytes of the licence document.</param>
    /// <param name="bundle">Bytes of the status bundle that came with it.</param>
    /// <param name="remote">What was fetched besides, or <see cref="RemoteEvidence.None"/>.</param>
    /// <param name="at">An earlier moment to judge by instead of now, or null.</param>
    /// <param name="sealBundle">Bytes of the status bundle of its seal that came with it; empty where none came.</param>
    /// <returns>The verdict; malformed input is a failed check, never an exception.</returns>
    public Verdict Verify(
        ReadOnlySpan<byte> document,
        ReadOnlySpan<byte> bundle,
        RemoteEvidence remote,
        DateTimeOffset? at = null,
        ReadOnlySpan<byte> sealBundle = default)
    {
        LicenceDocument licence;
        StatusBundle proof;
        try
        {
            licence = LicenceDocument.Parse(document);
            proof = StatusBundle.Parse(bundle);
        }
        catch (FormatException e)
        {
            return new Verdict(
                [new Check("document-form", CheckResult.Failed, "证照数据或证明不符合格式。", $"The licence or its proof is malformed: {e.Message}")],
                null,
                null);
        }

        WrittenStatement statement = WrittenStatement.Of(licence);
        ReadSeal seal = ReadSeal.On(licence);
        List<Check> checks =
        [
            new("document-form", CheckResult.Passed, "证照数据与证明格式正确。", "The licence and its proof are well formed."),
            .. DocumentChecks.Make(licence, statement, seal, policy),
        ];
        if (policy.LogOf(licence.Statement.Log) is not TrustedLog log)
        {
            checks.Add(new Check(
                "log-trusted", CheckResult.Unknown,
                $"信任策略中没有账本 {licence.Statement.Log}。", $"The trust policy does not name the log {licence.Statement.Log}."));
            return new Verdict(checks, null, licence);
        }

        return Judge(licence, statement, seal, proof, sealBundle, log, remote, at, checks);
    }

    private Verdict Judge(
        LicenceDocument licence,
        WrittenStatement statement,
        ReadSeal seal,
        StatusBundle proof,
        ReadOnlySpan<byte> sealBundle,
        TrustedLog log,
        RemoteEvidence remote,
        DateTimeOffset? at,
        List<Check> checks)
    {
        StatusVerifier verifier = new(log, policy.MaximumAge, time, _memory);
        LicenceProof own = LicenceProof.Follow(proof, statement, verifier);
        checks.AddRange(own.Links);
        if (!own.Holds)
        {
            return new Verdict(checks, null, licence);
        }

        checks.Add(SealStanding.Make(seal, own.Report, sealBundle, verifier, remote));
        DateTimeOffset now = time.GetUtcNow();
        checks.AddRange(RevocationChecks.Make(licence, own.Report.Bundle.Events[0].Leaf.Time, policy, now));
        checks.AddRange(KeyChecks.Make(licence.Statement, own.Report, verifier, policy, remote));
        LicenceProof newest = NewerStatus.Choose(own, statement, verifier, remote, checks);
        checks.AddRange(at is DateTimeOffset moment
            ? StatusChecks.At(newest, licence.Statement, now, moment)
            : StatusChecks.Now(newest, licence.Statement, now));
        checks.AddRange(AnchorChecks.Make(own.Report, newest.Report, policy, remote));
        return new Verdict(checks, newest.Report.AsOf, licence) { IsWitnessed = newest.Report.QuorumTime is not null, At = at };
    }
}
