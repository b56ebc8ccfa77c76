using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Operations;

/// <summary>Another province's node that this one asks.</summary>
/// <param name="Name">Name of the province.</param>
/// <param name="Address">Where it is asked.</param>
/// <param name="QuarantinedUntil">Until when it is not asked, since it lied or failed again and again; null where it is asked.</param>
public sealed record ShownPeer(TextInBoth Name, string Address, DateTimeOffset? QuarantinedUntil);
