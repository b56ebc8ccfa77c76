namespace Ledger.Node.Materials;

/// <summary>One entry of a code list of the one-window interface.</summary>
/// <param name="Code">As written in interfaces.</param>
/// <param name="Chinese">The field's word.</param>
/// <param name="English">The same in English.</param>
internal sealed record StuffCode(string Code, string Chinese, string English);
