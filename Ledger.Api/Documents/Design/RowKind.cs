namespace Ledger.Api.Documents.Design;

/// <summary>What a row of the field table is.</summary>
internal enum RowKind
{
    /// <summary>Fields side by side.</summary>
    Fields,

    /// <summary>The heading of a group or a table.</summary>
    Heading,

    /// <summary>What stands above the columns of a table.</summary>
    TableHead,

    /// <summary>A row of a table.</summary>
    TableBody,
}
