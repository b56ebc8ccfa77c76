using Ledger.Node.Licences;

namespace Ledger.Node.Importing;

/// <summary>What became of one row on being read.</summary>
/// <param name="Source">The row as it came.</param>
/// <param name="Serial">流水号 for the list of refusals; empty where the row has none.</param>
/// <param name="Request">The request, or null where the row is refused.</param>
/// <param name="Values">Its values, and why it is refused where there is no request.</param>
internal sealed record ImportedRow(SourceRow Source, string Serial, IssueLicence? Request, RowValues Values);
