namespace Ledger.Node.Licences;

/// <summary>Reads some of the licences that one call is to issue, whenever they are made ready: on any thread, and more than once.</summary>
/// <param name="places">Which, from 0 on; a few.</param>
/// <returns>Each, or why it is refused.</returns>
/// <exception cref="LedgerException">The call is refused as a whole.</exception>
internal delegate (IssueItem? Item, LedgerException? Refusal)[] IssueReading(int[] places);
