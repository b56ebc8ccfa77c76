using System.Net;

namespace Ledger.Api.Tests.Crash;

/// <summary>What a client knows of one request to issue.</summary>
/// <param name="Number">Which licence it asked for.</param>
/// <param name="Status">The answer's status; null where no answer came.</param>
/// <param name="Identifier">The licence, where it was acknowledged.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="LeafHash">Its leaf hash, base64.</param>
/// <param name="Anchor"><c>anchored</c> or <c>pending</c>.</param>
/// <param name="Problem">The code of the problem document, where there is one.</param>
internal sealed record Outcome(
    int Number, HttpStatusCode? Status, string? Identifier, long Index, string? LeafHash, string? Anchor, string? Problem)
{
    /// <summary>Whether the node said that it is issued.</summary>
    public bool IsAcknowledged => Status is HttpStatusCode.Created;
}
