using System.Net;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Outgoing;
using Ledger.Node.Presentations;
using Ledger.Node.Seals;

namespace Ledger.Api.Verification;

/// <summary>Judges presentations: by themselves, then by what the log proves now, then by whether one was shown here before.</summary>
/// <param name="policy">What is trusted, with the certificates of issuers.</param>
/// <param name="own">The keys of a node, whose certificates count as known, those made later too; null for none.</param>
/// <param name="memory">Remembers what was shown; null for a verifier that keeps nothing.</param>
/// <param name="time">The clock.</param>
/// <param name="privateNetworks">Networks to ask in, besides the public one; null for all, as a person's own command may.</param>
internal sealed class PresentationJudge(
    TrustPolicy policy, SealingKeys? own, PresentationMemory? memory, TimeProvider time, IReadOnlyList<IPNetwork>? privateNetworks = null) : IDisposable
{
    private readonly RemoteSources _remote = new(policy, privateNetworks ?? OutgoingCall.Everywhere);
    private readonly PresentationStanding _standing = new(policy, time);

    /// <summary>Judges the text that a scanner gave.</summary>
    /// <param name="text">Anything at all.</param>
    /// <param name="audience">Who verifies; null where they do not say.</param>
    /// <param name="offline">Ask nobody.</param>
    /// <param name="cancel">Stops asking the log.</param>
    /// <exception cref="Node.LedgerException">Too many presentations are remembered.</exception>
    public async Task<PresentationVerdict> VerifyAsync(string text, string? audience, bool offline, CancellationToken cancel)
    {
        TrustPolicy known = own is null
            ? policy
            : policy with { Issuers = [.. own.Authorities.Select(authority => authority.SigningCertificate), .. policy.Issuers] };
        PresentationVerdict verdict = new PresentationVerifier(known, time).Verify(text, audience);
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
