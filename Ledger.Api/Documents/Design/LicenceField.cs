namespace Ledger.Api.Documents.Design;

/// <summary>One line of a licence's face: the name of a field and its value, which may have line feeds.</summary>
internal sealed record LicenceField(string Label, string Value);
