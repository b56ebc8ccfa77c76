namespace Ledger.Node.Catalogue;

/// <summary>证照定义机构: who laid down a licence type.</summary>
/// <param name="Code">Unified social credit code, the first 18 characters of the type code.</param>
/// <param name="Name">Its name.</param>
internal sealed record DefiningAuthority(string Code, string Name);
