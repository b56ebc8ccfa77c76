using System.Text;

namespace Ledger.Node.Importing;

/// <summary>How a job's files are to be read.</summary>
/// <param name="Format">Their format.</param>
/// <param name="Encoding">Their encoding; JSON is always UTF-8.</param>
/// <param name="Map">What their columns mean.</param>
internal sealed record ImportForm(ImportFormat Format, Encoding Encoding, ImportMap Map);
