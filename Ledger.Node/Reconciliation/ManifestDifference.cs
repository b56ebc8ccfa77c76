using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Node.Reconciliation;

/// <summary>One way in which a manifest and the ledger differ. Names members, never their values.</summary>
/// <param name="Kind"><c>missing</c>: the ledger does not have it; <c>surplus</c>: the manifest does not; <c>different</c>.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="Members">What differs: <c>standing</c>, <c>validFrom</c>, <c>validTo</c>, <c>fields.KZ_…</c>; <c>content</c> where it cannot be read any more.</param>
internal sealed record ManifestDifference(string Kind, string Identifier, IReadOnlyList<string> Members)
{
    /// <summary>The kinds.</summary>
    public const string Missing = "missing";

    /// <inheritdoc cref="Missing"/>
    public const string Surplus = "surplus";

    /// <inheritdoc cref="Missing"/>
    public const string Different = "different";

    /// <summary>A line of JSON, ended by a line feed.</summary>
    public byte[] ToLine()
    {
        JsonObject line = new() { ["kind"] = Kind, ["identifier"] = Identifier };
        if (Members.Count > 0)
        {
            line["members"] = new JsonArray([.. Members.Select(member => (JsonNode)member)]);
        }

        return [.. CanonicalJson.Write(line), (byte)'\n'];
    }
}
