namespace Ledger.Node.Exchange;

/// <summary>One item of a licence's metadata (GB/T 36903-2018). Personal data, in memory only.</summary>
/// <param name="Name">National short name: <c>ZZMC</c>, <c>KZ_…</c>.</param>
/// <param name="Value">Its value; a date as <c>yyyy-MM-dd</c>.</param>
internal sealed record MetadataItem(string Name, string Value)
{
    /// <summary>The name alone, so that no log line or exception gives a value away.</summary>
    public override string ToString() => Name;
}
