using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Consents;
using Ledger.Node.Federation;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node;

/// <summary>What the node proves of the statuses in its log.</summary>
internal sealed partial class ProvinceNode
{
    /// <summary>
    /// The proof of a subject's status, under a checkpoint that covers its last event and, if one comes about within a second, has its
    /// quorum of witnesses.
    /// </summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/> where nothing is signed yet; <see cref="LedgerError.Quarantined"/>; <see cref="LedgerError.Waiting"/>.
    /// </exception>
    public async Task<StatusBundle> ProveAsync(Digest mapKey, CancellationToken cancel) => (await ShowAsync(mapKey, cancel)).Bundle;

    /// <summary>
    /// The proof of a licence's status as <see cref="ProveAsync(Digest, CancellationToken)"/> gives it, and under the same checkpoint that
    /// of the seal that it bears; null where it was issued before seals stood in the log.
    /// </summary>
    /// <exception cref="LedgerException">As there.</exception>
    public async Task<(StatusBundle Licence, StatusBundle? Seal)> ProveAsync(Licence licence, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(licence);
        Digest mapKey = Licences.MapKeyOf(licence);
        ShownHead shown = await CoveringAsync(mapKey, cancel);
        Digest? sealKey = licence.SealHandle is ByteString seal ? MapKey.For(Options.Origin, MapNamespace.Seal, seal.Span) : null;
        return (
            StatusBundles.Make(Ledger, Anchors, mapKey, shown),
            sealKey is Digest key ? StatusBundles.Make(Ledger, Anchors, key, shown) : null);
    }

    /// <summary>What shows another province the guardian who granted a consent.</summary>
    private async Task<GuardianProof> ProveGuardianAsync(OpenedConsent consent, CancellationToken cancel)
    {
        (Licence certificate, LicenceDocument shown) = Consents.ShowGuardian(consent);
        (StatusBundle proof, StatusBundle? seal) = await ProveAsync(certificate, cancel);
        return new GuardianProof(shown.ToBytes(), proof.Format(), seal?.Format() ?? []);
    }

    private async Task<ShownHead> CoveringAsync(Digest mapKey, CancellationToken cancel)
    {
        Ledger.RequireTrusted();
        long? last;
        using (LedgerRead rows = Ledger.Read())
        {
            last = new LogProofs(rows).LastIndexOf(mapKey);
        }

        return await Witnessing.Cosigned.CoveringAsync(last, cancel);
    }

    private async Task<ShownStatus> ShowAsync(Digest mapKey, CancellationToken cancel)
    {
        ShownHead shown = await CoveringAsync(mapKey, cancel);
        return new ShownStatus(
            StatusBundles.Make(Ledger, Anchors, mapKey, shown), shown.HasQuorum, shown.Report?.QuorumTime ?? shown.Head.MapCommit.Time);
    }
}
