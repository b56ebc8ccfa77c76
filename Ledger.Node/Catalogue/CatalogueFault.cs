namespace Ledger.Node.Catalogue;

/// <summary>What is wrong with a definition, said in both languages, without a full stop.</summary>
/// <param name="Chinese">For people.</param>
/// <param name="English">The same in English.</param>
internal sealed record CatalogueFault(string Chinese, string English);
