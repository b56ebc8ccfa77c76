namespace Ledger.Node.Migrations;

/// <summary>A field of the old form that the new one deliberately leaves out.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Reason">Why, 1 to 256 visible characters.</param>
internal sealed record DroppedField(string Key, string Reason);
