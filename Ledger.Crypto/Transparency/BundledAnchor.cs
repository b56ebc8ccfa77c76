using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Where a checkpoint of the log, this one or an earlier, is anchored on a chain. Nothing here is verified by reading
/// it.
/// </summary>
/// <param name="ChainId">The chain (EIP-155).</param>
/// <param name="Contract">Address of the anchor contract, 20 bytes.</param>
/// <param name="Size">Size of the anchored checkpoint.</param>
/// <param name="Sha256Root">SHA-256 root of that size.</param>
/// <param name="Sm3Root">SM3 root of that size.</param>
/// <param name="MapRoot">Status map root in the last leaf of that size.</param>
/// <param name="NoteHash">Hash of the anchored note.</param>
/// <param name="Time">Milliseconds since 1970 of that size's last leaf, as anchored.</param>
/// <param name="Transaction">Hash of the transaction.</param>
/// <param name="Block">Number of the block.</param>
/// <param name="Consistency">
/// That the bundle's checkpoint continues the anchored one, in the SHA-256 tree; at most 64 hashes.
/// </param>
public sealed record BundledAnchor(
    long ChainId,
    ReadOnlyMemory<byte> Contract,
    long Size,
    Digest Sha256Root,
    Digest Sm3Root,
    Digest MapRoot,
    Digest NoteHash,
    long Time,
    Digest Transaction,
    long Block,
    IReadOnlyList<Digest> Consistency)
{
    internal const int AddressLength = 20;

    internal static BundledAnchor Read(StrictJsonMembers members)
    {
        BundledAnchor read = new(
            members.Number("chainId"),
            members.Text("contract", text => BundleJson.FromPrefixedHex(text, AddressLength)),
            members.Number("size"),
            members.Text("shaRoot", Digest.FromHex),
            members.Text("sm3Root", Digest.FromHex),
            members.Text("mapRoot", Digest.FromHex),
            members.Text("noteHash", Digest.FromHex),
            members.Number("time"),
            members.Text("transaction", text => new Digest(BundleJson.FromPrefixedHex(text, Digest.Length))),
            members.Number("block"),
            members.Texts("consistency", StatusBundle.MaxPath, text => Digest.FromBase64(text)));
        members.RefuseOthers();
        return read;
    }

    internal JsonObject Write() => new()
    {
        ["chainId"] = ChainId,
        ["contract"] = BundleJson.ToPrefixedHex(Contract.Span),
        ["size"] = Size,
        ["shaRoot"] = Sha256Root.ToHex(),
        ["sm3Root"] = Sm3Root.ToHex(),
        ["mapRoot"] = MapRoot.ToHex(),
        ["noteHash"] = NoteHash.ToHex(),
        ["time"] = Time,
        ["transaction"] = BundleJson.ToPrefixedHex(Transaction.Span),
        ["block"] = Block,
        ["consistency"] = BundleJson.Base64(Consistency),
    };
}
