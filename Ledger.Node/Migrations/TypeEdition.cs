namespace Ledger.Node.Migrations;

/// <summary>One edition of a licence type.</summary>
/// <param name="Type">Type code.</param>
/// <param name="Edition">Edition, from 1.</param>
internal sealed record TypeEdition(string Type, int Edition);
