using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The proof that travels with a licence: what the status map of one log said about one key at one checkpoint. Version
/// 1, in canonical JSON. Reading it checks its form only; whether to believe it is the verifier's business.
/// </summary>
/// <param name="Origin">Origin of the SHA-256 log.</param>
/// <param name="Checkpoint">Signed checkpoint of the SHA-256 tree.</param>
/// <param name="Sm3Checkpoint">Signed checkpoint of the SM3 twin; null where a <see cref="DenseStatusBundle"/> left the twin out.</param>
/// <param name="MapCommit">The last leaf under the checkpoint.</param>
/// <param name="MapCommitPath">Its audit path in the SHA-256 tree; at most 64 hashes.</param>
/// <param name="MapCommitSm3Path">Its audit path in the SM3 tree; at most 64 hashes, none without the twin.</param>
/// <param name="MapKey">The key asked for.</param>
/// <param name="Status">What the map says about the key, or null when the bundle shows that it is absent.</param>
/// <param name="MapProof">The proof of that.</param>
/// <param name="Events">Events of the key in ascending order of index, the newest 64 at most; none where they are left out.</param>
/// <param name="Anchor">Where on a chain the log is anchored, or null.</param>
public sealed record StatusBundle(
    string Origin,
    SignedNote Checkpoint,
    SignedNote? Sm3Checkpoint,
    MapCommit MapCommit,
    IReadOnlyList<Digest> MapCommitPath,
    IReadOnlyList<Digest> MapCommitSm3Path,
    Digest MapKey,
    StatusEntry? Status,
    StatusMapProof MapProof,
    IReadOnlyList<BundledEvent> Events,
    BundledAnchor? Anchor)
{
    /// <summary>The longest bundle, in bytes.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>The most events in a bundle.</summary>
    public const int MaxEvents = 64;

    internal const int MaxPath = 64;
    private const int MaxJsonDepth = 8;

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="FormatException">
    /// Any bytes that <see cref="Format"/> would not give back, or a limit exceeded; a
    /// <see cref="StrictJsonException"/> with the place where there is one.
    /// </exception>
    public static StatusBundle Parse(ReadOnlySpan<byte> json) => InOrder(StatusBundleScan.TryRead(json) ?? ParseTree(json));

    /// <summary>The same, in the way that knows every form and says what is wrong.</summary>
    internal static StatusBundle ParseTree(ReadOnlySpan<byte> json)
    {
        // Each of its values has one written form, so that canonical JSON is all it takes for one text a bundle.
        return Read(new StrictJsonMembers(StrictJson.ParseCanonical(json, new StrictJsonLimits(MaxLength, MaxJsonDepth))));
    }

    /// <summary>The canonical JSON. Does not look at the limits: what exceeds them cannot be read.</summary>
    /// <exception cref="ArgumentException">A number beyond 2^53−1.</exception>
    /// <exception cref="InvalidOperationException">The twin was left out: files and people get the whole proof.</exception>
    public byte[] Format()
    {
        JsonObject members = new()
        {
            ["v"] = 1,
            ["origin"] = Origin,
            ["checkpoint"] = Checkpoint.ToString(),
            ["sm3Checkpoint"] = Sm3Checkpoint?.ToString() ?? throw new InvalidOperationException("A bundle without the twin has no JSON form."),
            ["mapCommit"] = Convert.ToBase64String(MapCommit.Encode()),
            ["mapCommitPath"] = BundleJson.Base64(MapCommitPath),
            ["mapCommitSm3Path"] = BundleJson.Base64(MapCommitSm3Path),
            ["mapKey"] = MapKey.ToHex(),
            ["mapProof"] = WriteProof(MapProof),
            ["events"] = new JsonArray([.. Events.Select(bundled => bundled.Write())]),
        };
        if (Status is not null)
        {
            members["status"] = WriteStatus(Status);
        }

        if (Anchor is not null)
        {
            members["anchor"] = Anchor.Write();
        }

        return CanonicalJson.Write(members);
    }

    private static StatusBundle Read(StrictJsonMembers members)
    {
        members.Number("v", least: 1, greatest: 1);
        StatusBundle bundle = new(
            members.Text("origin", ReadOrigin),
            members.Text("checkpoint", SignedNote.Parse),
            members.Text("sm3Checkpoint", SignedNote.Parse),
            members.Text("mapCommit", text => MapCommit.Parse(CanonicalBase64.Decode(text))),
            members.Texts("mapCommitPath", MaxPath, text => Digest.FromBase64(text)),
            members.Texts("mapCommitSm3Path", MaxPath, text => Digest.FromBase64(text)),
            members.Text("mapKey", Digest.FromHex),
            members.Has("status") ? ReadStatus(members.Part("status")) : null,
            ReadProof(members.Part("mapProof"), mayHaveOther: !members.Has("status")),
            [.. members.Parts("events", MaxEvents).Select(BundledEvent.Read)],
            members.Has("anchor") ? BundledAnchor.Read(members.Part("anchor")) : null);
        members.RefuseOthers();
        return bundle;
    }

    private static StatusBundle InOrder(StatusBundle bundle)
    {
        for (int i = 1; i < bundle.Events.Count; i++)
        {
            if (bundle.Events[i].Index <= bundle.Events[i - 1].Index)
            {
                throw new FormatException("The events of a status bundle are not in ascending order.");
            }
        }

        return bundle;
    }

    internal static string ReadOrigin(string text) =>
        NoteText.IsName(text) ? text : throw new FormatException("An origin has no white space.");

    private static StatusEntry ReadStatus(StrictJsonMembers members)
    {
        SubjectStatus status = (SubjectStatus)members.Number("status", greatest: byte.MaxValue);
        StatusEntry entry = new(
            Enum.IsDefined(status) ? status : throw new FormatException($"Status {(byte)status} is unknown."),
            (uint)members.Number("version", least: 1, greatest: uint.MaxValue),
            members.Number("lastIndex"),
            members.Text("history", Digest.FromHex));
        members.RefuseOthers();
        return entry;
    }

    private static JsonObject WriteStatus(StatusEntry entry) => new()
    {
        ["status"] = (int)entry.Status,
        ["version"] = (long)entry.Version,
        ["lastIndex"] = entry.LastIndex,
        ["history"] = entry.History.ToHex(),
    };

    private static StatusMapProof ReadProof(StrictJsonMembers members, bool mayHaveOther)
    {
        IReadOnlyList<Digest?> siblings = members.Texts(
            "siblings", StatusMapHash.MaxDepth, text => text.Length == 0 ? (Digest?)null : Digest.FromBase64(text));
        StatusMapLeaf? other = null;
        if (mayHaveOther && members.Has("other"))
        {
            StrictJsonMembers leaf = members.Part("other");
            other = new StatusMapLeaf(leaf.Text("key", Digest.FromHex), leaf.Text("value", Digest.FromHex));
            leaf.RefuseOthers();
        }

        members.RefuseOthers();
        return new StatusMapProof(siblings, other);
    }

    private static JsonObject WriteProof(StatusMapProof proof)
    {
        JsonObject members = new()
        {
            ["siblings"] = new JsonArray([.. proof.Siblings.Select(sibling => (JsonNode)(sibling?.ToBase64() ?? ""))]),
        };
        if (proof.Other is StatusMapLeaf other)
        {
            members["other"] = new JsonObject { ["key"] = other.Key.ToHex(), ["value"] = other.ValueHash.ToHex() };
        }

        return members;
    }
}
