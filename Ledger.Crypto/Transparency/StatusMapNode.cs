namespace Ledger.Crypto.Transparency;

/// <summary>A subtree of the status map that is not empty.</summary>
internal abstract class StatusMapNode
{
}
