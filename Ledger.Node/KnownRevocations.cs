using System.Collections.Concurrent;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Node;

/// <summary>
/// What the revocation lists of a node's trust policy say of the certificates by which it signs itself: none signs from its revocation on.
/// Safe from several threads.
/// </summary>
/// <param name="trust">The policy with its lists; null where the node has none.</param>
internal sealed class KnownRevocations(TrustPolicy? trust)
{
    private readonly ConcurrentDictionary<Digest, DateTimeOffset?> _since = new();

    /// <summary>Of a node without lists.</summary>
    public static KnownRevocations None { get; } = new(null);

    /// <summary>The lists.</summary>
    public IReadOnlyList<RevocationList> Lists => trust?.RevocationLists ?? [];

    /// <summary>Whether a list revokes a certificate, or one above it, as of a moment or before.</summary>
    public bool Revoke(Certificate certificate, DateTimeOffset now) =>
        Lists.Count > 0 && _since.GetOrAdd(certificate.Thumbprint, _ => SinceOf(certificate, now)) <= now;

    private DateTimeOffset? SinceOf(Certificate certificate, DateTimeOffset now)
    {
        ChainReport chain = CertificateChain.Check(certificate, [], trust!.Roots, certificate.IsValidAt(now) ? now : certificate.NotAfter);
        return chain.IsTrusted ? CertificateRevocation.Check(chain.Path, Lists, now, now).Entry?.Since : null;
    }
}
