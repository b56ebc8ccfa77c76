namespace Ledger.Api.Portal.Counter;

/// <summary>An authority's day so far.</summary>
/// <param name="Issued">Licences and versions issued.</param>
/// <param name="Ended">Licences ended.</param>
/// <param name="Suspended">Licences suspended.</param>
/// <param name="IsMore">Whether there was more than was counted.</param>
/// <param name="RefusedRows">Rows of today's imports that stand refused.</param>
/// <param name="Expiring">Valid licences that end within thirty days, at most 200.</param>
/// <param name="IsMoreExpiring">Whether there are more.</param>
/// <param name="Waiting">Imports that wait for a second person.</param>
/// <param name="Objections">Objections to the authority's uses that nobody answered, of the newest 100.</param>
/// <param name="Keys">Keys that wait for a second person.</param>
/// <param name="AnchorSeconds">For how long entries have waited for the chain; null where the node does not anchor.</param>
public sealed record ShownDay(
    int Issued, int Ended, int Suspended, bool IsMore, long RefusedRows, int Expiring, bool IsMoreExpiring, int Waiting, int Objections, int Keys, long? AnchorSeconds);
