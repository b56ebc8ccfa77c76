using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Whether the keys that signed a licence still counted when the log took it in: judged by the index of the licence's own issue, which
/// nobody who stole a key can choose. Retired and compromised keys leave what came before valid.
/// </summary>
internal static class KeyChecks
{
    private const string Name = "key-standing";

    /// <summary>The check; none where neither the policy nor the log says anything of the keys.</summary>
    /// <param name="statement">The statement, which names the certificates of both keys.</param>
    /// <param name="own">The proof of its issue, every link of which holds.</param>
    /// <param name="verifier">Judges what the log says of the keys.</param>
    /// <param name="policy">Compromises known beforehand.</param>
    /// <param name="remote">What the log said.</param>
    public static IEnumerable<Check> Make(
        LicenceStatement statement, StatusReport own, StatusVerifier verifier, TrustPolicy policy, RemoteEvidence remote)
    {
        if (policy.CompromisedKeys.Count == 0 && remote.Keys.Count == 0)
        {
            return [];
        }

        long issued = own.Bundle.Events[0].Index;
        List<Check> found = [];
        foreach (Digest certificate in new[] { statement.SealKey, statement.SigningKey }.Distinct())
        {
            found.AddRange(policy.CompromisedKeys
                .Where(key => key.Log == statement.Log && key.Certificate == certificate)
                .Select(key => ByIndex(issued, key.FromIndex)));
            if (remote.Keys.Count == 0)
            {
                continue;
            }

            Digest mapKey = KeyStanding.MapKeyOf(statement.Log, certificate);
            found.AddRange(remote.Keys
                .Where(bundle => bundle.MapKey == mapKey)
                .Select(bundle => KeyStanding.Of(bundle, mapKey, verifier))
                .OfType<KeyStanding>()
                .Select(standing => ByLog(issued, own, standing)));
        }

        return found.MaxBy(check => Weight(check.Result)) is Check worst ? [worst] : [];
    }

    private static Check ByIndex(long issued, long until)
    {
        bool before = issued < until;
        return Check.Of(
            Name, before,
            before ? $"签名密钥自账本第 {until} 条起不再可信，本证照签发于第 {issued} 条，在此之前。" : $"签名密钥自账本第 {until} 条起不再可信，本证照签发于第 {issued} 条，不在此之前。",
            before ? $"A key that signed does not count from log index {until} on; the licence was issued at {issued}, before that."
                : $"A key that signed does not count from log index {until} on; the licence was issued at {issued}, not before that.");
    }

    private static Check ByLog(long issued, StatusReport own, KeyStanding standing)
    {
        // An answer older than the file's own proof says nothing of what happened since.
        if (standing.Report.Size < own.Size)
        {
            return new Check(
                Name, CheckResult.Noted, "账本对签名密钥的答复早于文件自带证明，不予采信。", "What the log said of the signing keys is older than the file's own proof: it is not relied upon.");
        }

        if (standing is { IsKnown: true, Until: null })
        {
            return Check.Of(Name, true, "账本未记载签名密钥停用或泄露。", "The log has no retirement and no compromise of the signing keys.");
        }

        Check check = standing.Until is long until
            ? ByIndex(issued, until)
            : new Check(Name, CheckResult.Unknown, "账本记载签名密钥已泄露，但未给出起始位置。", "The log says that a signing key was compromised, and does not show from where on.");

        // The log's word alone, which a stolen key of the log could speak, is no ground to call a licence invalid.
        return check.Result == CheckResult.Failed && own.HasQuorum && !standing.Report.HasQuorum ? check with { Result = CheckResult.Unknown } : check;
    }

    private static int Weight(CheckResult result) => result switch
    {
        CheckResult.Failed => 3,
        CheckResult.Unknown => 2,
        CheckResult.Passed => 1,
        _ => 0,
    };
}
