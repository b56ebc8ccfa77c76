namespace Ledger.Api.Documents.Design;

/// <summary>One field as printed.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Value">Its value; a line feed starts a new line.</param>
/// <param name="English">What it is called in English; empty for nothing.</param>
/// <param name="Key">Its short name, by which a template gives it a place; empty for none.</param>
internal sealed record LicenceField(string Label, string Value, string English = "", string Key = "");
