using Ledger.Crypto.Certificates;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Presentations;

namespace Ledger.Api.Verification;

/// <summary>Judges presentations: by themselves, then by what the log proves now, then by whether one was shown here before.</summary>
/// <param name="policy">What is trusted.</param>
/// <param name="issuers">Certificates of issuers.</param>
/// <param name="memory">Remembers what was shown; null for a verifier that keeps nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class PresentationJudge(
    TrustPolicy policy, IReadOnlyList<Certificate> issuers, PresentationMemory? memory, TimeProvider time) : IDisposable
{
    private readonly RemoteSources _remote = new(policy);
    private readonly PresentationVerifier _verifier = new(policy, issuers, time);
    private readonly PresentationStanding _standing = new(policy, time);

    /// <summary>Judges the text that a scanner gave.</summary>
    /// <param name="text">Anything at all.</param>
    /// <param name="audience">Who verifies; null where they do not say.</param>
    /// <param name="offline">Ask nobody.</param>
    /// <param name="cancel">Stops asking the log.</param>
    /// <exception cref="Node.LedgerException">Too many presentations are remembered.</exception>
    public async Task<PresentationVerdict> VerifyAsync(string text, string? audience, bool offline, CancellationToken cancel)
    {
        PresentationVerdict verdict = _verifier.Verify(text, audience);
        if (verdict.Presentation is not Presentation shown || verdict.Conclusion != Conclusion.Valid)
        {
            return verdict; // nobody is bothered, and nothing remembered, for what is not genuine
        }

        StatusBundle? answer = offline || shown.Licence is not PresentedLicence licence ? null : await _remote.AskStatusAsync(
            shown.Log, MapKey.For(shown.Log, MapNamespace.Licence, licence.Statement.HandleBytes()), cancel);
        verdict = verdict.And(_standing.Judge(shown, answer));
        return verdict.Conclusion == Conclusion.Valid ? verdict.And(PresentationVerifier.ShownBefore(memory?.TryShow(shown))) : verdict;
    }

    public void Dispose() => _remote.Dispose();
}
