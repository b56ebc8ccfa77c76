using Ledger.Api.Security;

namespace Ledger.Api.Holdings;

/// <summary>A holder wants everything erased.</summary>
/// <param name="Holder">Which of those as whom the person signed in; left out where there is one only.</param>
public sealed record EraseHolderRequest(HolderCodeContract? Holder);

/// <summary>What stands in the way of an erasure.</summary>
/// <param name="Code"><c>licence-in-force</c>, <c>held-jointly</c>, <c>material-in-doubt</c>, <c>promise-open</c> or <c>consent-elsewhere</c>.</param>
/// <param name="Identifier">证照标识, 电子材料标识 or the name of a consent.</param>
/// <param name="Chinese">Why, in a sentence.</param>
/// <param name="English">The same in English.</param>
public sealed record ErasureObstacleContract(string Code, string Identifier, string Chinese, string English);

/// <summary>Whether a holder can be erased.</summary>
/// <param name="CanErase">Whether nothing stands in the way.</param>
/// <param name="Obstacles">What does: 100 at most.</param>
public sealed record ErasureOutlookResponse(bool CanErase, IReadOnlyList<ErasureObstacleContract> Obstacles);

/// <summary>删除证明: signed by the node that erased a holder, with the log's proof. Names nobody.</summary>
/// <param name="Certificate">
/// The signed statement, base64: canonical JSON with <c>kind</c>, <c>statement</c> (<c>log</c>, <c>handle</c>, <c>erasedIndex</c>, <c>leafHash</c>, <c>node</c>,
/// <c>time</c>) and <c>signatures</c>.
/// </param>
/// <param name="Index">Log index of the erasure.</param>
/// <param name="MapKey">The holder's key in the log's status map.</param>
/// <param name="Proof">The status bundle of that key, base64: registration and erasure, under a signed checkpoint.</param>
public sealed record HolderErasureResponse(string Certificate, long Index, string MapKey, string Proof);
