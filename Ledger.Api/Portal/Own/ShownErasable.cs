using Ledger.Api.Holdings;

namespace Ledger.Api.Portal.Own;

/// <summary>A holder as whom somebody signed in, and what stands in the way of erasing all that the ledger has of them.</summary>
/// <param name="Place">Place in the list of the person's holders.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Obstacles">What stands in the way; empty where nothing does.</param>
public sealed record ShownErasable(int Place, string Name, IReadOnlyList<ErasureObstacleContract> Obstacles);
