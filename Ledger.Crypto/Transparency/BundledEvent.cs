using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>One event of a status bundle, with the proof that it is in the log.</summary>
/// <param name="Index">Its log index.</param>
/// <param name="Leaf">Its leaf.</param>
/// <param name="Path">Its audit path in the SHA-256 tree of the bundle's checkpoint; at most 63 hashes.</param>
/// <param name="Body">Its body as stored, or null where it is not shown.</param>
public sealed record BundledEvent(long Index, EventLeaf Leaf, IReadOnlyList<Digest> Path, ReadOnlyMemory<byte>? Body)
{
    internal static BundledEvent Read(StrictJsonMembers members)
    {
        BundledEvent read = new(
            members.Number("index"),
            members.Text("leaf", text => EventLeaf.Parse(CanonicalBase64.Decode(text))),
            members.Texts("path", StatusBundle.MaxPath, text => Digest.FromBase64(text)),
            members.Has("body") ? members.Text("body", ReadBody) : null);
        members.RefuseOthers();
        return read;
    }

    internal JsonObject Write()
    {
        JsonObject members = new()
        {
            ["index"] = Index,
            ["leaf"] = Convert.ToBase64String(Leaf.Encode()),
            ["path"] = BundleJson.Base64(Path),
        };
        if (Body is ReadOnlyMemory<byte> body)
        {
            members["body"] = Convert.ToBase64String(body.Span);
        }

        return members;
    }

    // Nullable here: null and memory have a common type through byte[], in which absent would become empty.
    private static ReadOnlyMemory<byte>? ReadBody(string text) => CanonicalBase64.Decode(text);
}
