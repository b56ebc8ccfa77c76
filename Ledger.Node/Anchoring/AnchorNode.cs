using System.Net;
using System.Text.Json.Serialization;

namespace Ledger.Node.Anchoring;

/// <summary>Where one node of the chain is asked.</summary>
internal sealed record AnchorNode
{
    /// <summary>http or https. The path may carry an access key, so only host and port are ever written to logs.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers sent with each request, for gateways that ask for a key.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Networks that its name may lead to though they are not public; the node's settings have them for all whom it calls.</summary>
    [JsonIgnore]
    public IReadOnlyList<IPNetwork> PrivateNetworks { get; init; } = [];
}
