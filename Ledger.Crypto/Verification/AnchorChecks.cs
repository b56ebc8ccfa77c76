using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>Whether the chain holds a checkpoint that this proof extends. An absent anchor is a remark; a contradicting one is not.</summary>
internal static class AnchorChecks
{
    private const string Name = "anchor";

    /// <summary>Checks the file's own anchor, then asks whether the chain holds it, or the one of the newer status.</summary>
    /// <param name="own">What came with the licence.</param>
    /// <param name="newest">What is relied upon; the same, or a newer one whose anchor has been found to fit.</param>
    /// <param name="policy">Which chain and contract are trusted.</param>
    /// <param name="remote">What the chain answered.</param>
    public static IEnumerable<Check> Make(StatusReport own, StatusReport newest, TrustPolicy policy, RemoteEvidence remote)
    {
        if (own.Bundle.Anchor is BundledAnchor carried)
        {
            bool fits = Fits(carried, own);
            yield return Check.Of(
                "anchor-consistency", fits,
                fits ? $"检查点由所附存证的 {carried.Size} 条记录只增不改而来。" : "检查点与所附存证不一致。",
                fits ? $"The checkpoint continues the {carried.Size} leaves of the anchor that the proof names."
                    : "The checkpoint does not continue the anchor that the proof names.");
        }

        StatusReport anchored = newest.Bundle.Anchor is null ? own : newest;
        yield return anchored.Bundle.Anchor is BundledAnchor anchor
            ? OnChain(anchor, anchored.Bundle.Origin, policy, remote)
            : new Check(Name, CheckResult.Noted, "上链待确认。", "Not anchored on the chain yet.");
    }

    /// <summary>Whether an anchor agrees with itself and the proven checkpoint continues it.</summary>
    public static bool Fits(BundledAnchor anchor, StatusReport proven) =>
        anchor.Size > 0
        && anchor.NoteHash == Digest.Sha256(
            NoteText.Utf8.GetBytes(new Checkpoint(proven.Bundle.Origin, anchor.Size, anchor.Sha256Root).Format()))
        && ConsistencyProof.Verify(
            MerkleHasher.Sha256, anchor.Size, proven.Size, anchor.Sha256Root, proven.Root, [.. anchor.Consistency])
        && (anchor.Size < proven.Size || IsOf(anchor, proven));

    private static bool IsOf(BundledAnchor anchor, StatusReport proven) =>
        anchor.Sm3Root == proven.Sm3Root
        && anchor.MapRoot == proven.Bundle.MapCommit.MapRoot
        && anchor.Time == proven.Bundle.MapCommit.Time.ToUnixTimeMilliseconds();

    private static Check OnChain(BundledAnchor anchor, string origin, TrustPolicy policy, RemoteEvidence remote)
    {
        string contract = BundleJson.ToPrefixedHex(anchor.Contract.Span);
        if (policy.Chain is not { } chain || chain.ChainId != anchor.ChainId || chain.Contract != contract)
        {
            return new Check(
                Name, CheckResult.Noted, "信任策略未指明该链或合约，未核对上链。", "The trust policy does not name this chain and contract; the anchor was not compared.");
        }

        if (remote.Chain is not ChainAnswer answer || answer.Size != anchor.Size)
        {
            return new Check(
                Name, CheckResult.Noted,
                $"未联链核对（{remote.ChainProblem ?? "离线"}）。", $"The chain was not asked ({remote.ChainProblem ?? "offline"}).");
        }

        AnchorFields fields = new(
            AnchorFields.OriginHash(origin), anchor.Size, anchor.Sha256Root, anchor.Sm3Root, anchor.MapRoot, anchor.NoteHash, anchor.Time);
        if (answer.Digest == fields.ToDigest())
        {
            return new Check(
                Name, CheckResult.Passed,
                $"合约 {contract} 存有账本第 {anchor.Size} 条处的检查点。", $"The contract {contract} holds the log's checkpoint of {anchor.Size} leaves.");
        }

        // A node of the chain may lie or lag: it can cast doubt on a licence, it cannot make it invalid.
        return new Check(
            Name, CheckResult.Unknown,
            answer.Digest is null ? "链上没有所称的存证。" : "链上存证与文件所附不一致。",
            answer.Digest is null ? "The chain does not hold the anchor that the proof names." : "The chain holds another digest for this size.");
    }
}
