using System.Net;

namespace Ledger.Node.Federation;

/// <summary>What a witness answered over HTTP, as yet unbelieved.</summary>
/// <param name="Status">Status code.</param>
/// <param name="ContentType">Media type without parameters, or null.</param>
/// <param name="Body">The whole body.</param>
internal sealed record WitnessReply(HttpStatusCode Status, string? ContentType, byte[] Body);
